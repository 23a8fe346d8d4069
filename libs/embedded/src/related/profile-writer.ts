import type { ArticleId } from '#contracts/ids.js';
import { bytesOf, packed } from '#ports/packed-profile.js';
import type { ArticleProfile, ProfileToPut } from '#ports/posting-store.port.js';
import type { Database } from '../database.js';
import type { Posting } from './posting-lists.js';
import { columnsOf, keysOf, type Blob } from './profile-row.js';

interface Known {
  readonly number: number;
  readonly version: number;
  readonly published_at: number;
  readonly is_public: number;
}

const WRITE = `INSERT INTO related_profiles (id, version, language, published_at, expires_at, card, packed)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (id) DO UPDATE SET version = ?2, language = ?3, published_at = ?4, expires_at = ?5, card = ?6, packed = ?7`;
const POST = 'INSERT INTO related_marks (rowid, keys) VALUES (?, ?)';
const UNPOST = 'DELETE FROM related_marks WHERE rowid = ?';

/** What writing a profile or a removal came to. */
export interface ProfileChange {
  /** Whether the version given is what is stored now. */
  readonly stands: boolean;
  readonly removed?: Posting;
  readonly added?: Posting;
}

/** Writes profiles with their postings by version; to be called within a transaction. */
export class ProfileWriter {
  constructor(private readonly database: Database) {}

  put({ profile, keys, shingles }: ProfileToPut): ProfileChange {
    const { id, version, publishedAt } = profile;
    const known = this.known(id);
    if (known !== undefined && known.version >= version) {
      return { stands: known.version === version && known.is_public === 1 };
    }
    const removed = this.unpost(known);
    const number = this.write(profile);
    const added = { keys: Uint32Array.from(keys), number, publishedAt };
    this.database.run(POST, number, keys.join(' '));
    this.database.run(
      'INSERT OR REPLACE INTO related_profile_texts (number, keys, shingles) VALUES (?, ?, ?)',
      number,
      bytesOf(added.keys),
      bytesOf(shingles),
    );
    return { stands: true, ...removed, added };
  }

  remove(id: ArticleId, version: number): ProfileChange {
    const known = this.known(id);
    if (known !== undefined && known.version >= version) {
      return { stands: known.version === version && known.is_public === 0 };
    }
    const removed = this.unpost(known);
    this.database.run(WRITE, id, version, '', 0, null, '{}', null);
    return { stands: true, ...removed };
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

  private unpost(known: Known | undefined): { removed?: Posting } {
    if (known === undefined) return {};
    const { number, published_at: publishedAt } = known;
    const row = this.database.get<{ keys: Blob }>('SELECT keys FROM related_profile_texts WHERE number = ?', number);
    if (row === undefined) return {};
    this.database.run(UNPOST, number);
    this.database.run('DELETE FROM related_profile_texts WHERE number = ?', number);
    return { removed: { keys: keysOf(row.keys), number, publishedAt } };
  }
}
