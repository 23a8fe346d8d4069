import type { ArticleId } from '#contracts/ids.js';
import { alignedBytes, bytesOf, packed } from '#ports/packed-profile.js';
import type { ArticleProfile, ProfileToPut } from '#ports/posting-store.port.js';
import type { Database } from '../database.js';
import { columnsOf, type Blob } from './profile-row.js';

interface Known {
  readonly number: number;
  readonly version: number;
  readonly published_at: number;
  readonly is_public: number;
}

const WRITE = `INSERT INTO related_profiles (id, version, language, published_at, expires_at, card, packed)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (id) DO UPDATE SET version = ?2, language = ?3, published_at = ?4, expires_at = ?5, card = ?6, packed = ?7`;
const POST = `INSERT OR IGNORE INTO related_postings (key, published_at, number)
  SELECT value, ?2, ?3 FROM json_each(?1)`;
const UNPOST = `DELETE FROM related_postings WHERE (key, published_at, number) IN (
  SELECT value, ?2, ?3 FROM json_each(?1))`;

/** Writes profiles with their postings by version; to be called within a transaction. */
export class ProfileWriter {
  constructor(private readonly database: Database) {}

  /** True when the profile's version is what is stored now. */
  put({ profile, keys, shingles }: ProfileToPut): boolean {
    const { id, version, publishedAt } = profile;
    const known = this.known(id);
    if (known !== undefined && known.version >= version) return known.version === version && known.is_public === 1;
    if (known !== undefined) this.unpost(known);
    const number = this.write(profile);
    this.database.run(POST, JSON.stringify(keys), publishedAt, number);
    this.database.run(
      'INSERT OR REPLACE INTO related_profile_texts (number, keys, shingles) VALUES (?, ?, ?)',
      number,
      bytesOf(Uint32Array.from(keys)),
      bytesOf(shingles),
    );
    return true;
  }

  /** True when the removal is what is stored now. */
  remove(id: ArticleId, version: number): boolean {
    const known = this.known(id);
    if (known !== undefined && known.version >= version) return known.version === version && known.is_public === 0;
    if (known !== undefined) this.unpost(known);
    this.database.run(WRITE, id, version, '', 0, null, '{}', null);
    return true;
  }

  private known(id: ArticleId): Known | undefined {
    return this.database.get<Known>(
      'SELECT number, version, published_at, packed IS NOT NULL AS is_public FROM related_profiles WHERE id = ?',
      id,
    );
  }

  private write(profile: ArticleProfile): number {
    this.database.run(WRITE, ...columnsOf(packed(profile)));
    const written = this.known(profile.id);
    if (written === undefined) throw new Error(`the profile of ${profile.id} was not written`);
    return written.number;
  }

  private unpost({ number, published_at: publishedAt }: Known): void {
    const row = this.database.get<{ keys: Blob }>('SELECT keys FROM related_profile_texts WHERE number = ?', number);
    if (row === undefined) return;
    const keys = [...new Uint32Array(alignedBytes(new Uint8Array(row.keys)))];
    this.database.run(UNPOST, JSON.stringify(keys), publishedAt, number);
    this.database.run('DELETE FROM related_profile_texts WHERE number = ?', number);
  }
}
