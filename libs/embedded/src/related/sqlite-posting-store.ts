import { ArticleId } from '#contracts/ids.js';
import { PostingStore, type ArticleProfile, type TermFrequencies } from '#ports/posting-store.port.js';
import type { Database } from '../database.js';
import { alignedBytes, cardOf, profileOf, type ProfileRow } from './profile-row.js';

const COLUMNS = 'number, id, version, language, published_at, card, terms, weights';

/** PostingStore in SQLite: one row per profile, one per key of an article. */
export class SqlitePostingStore extends PostingStore {
  constructor(private readonly database: Database) {
    super();
    database.applySchema(new URL('./postings.schema.sql', import.meta.url));
  }

  async put(profiles: readonly ArticleProfile[]): Promise<ArticleId[]> {
    return this.database.transaction(() =>
      profiles.filter((profile) => this.replace(profile.id, profile.version, profile)).map(({ id }) => id),
    );
  }

  async remove(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<ArticleId[]> {
    return this.database.transaction(() =>
      articles.filter(({ id, version }) => this.replace(id, version, undefined)).map(({ id }) => id),
    );
  }

  async profiles(ids: readonly ArticleId[]): Promise<ArticleProfile[]> {
    return ids.flatMap((id) => {
      const row = this.database.get<ProfileRow>(
        `SELECT ${COLUMNS} FROM related_profiles WHERE id = ? AND terms IS NOT NULL`,
        id,
      );
      return row === undefined ? [] : [profileOf(row)];
    });
  }

  async candidates(keys: readonly number[], limit: number): Promise<ReadonlyMap<number, readonly ArticleId[]>> {
    const found = new Map<number, ArticleId[]>();
    for (const key of keys) {
      const rows = this.database.all<{ id: string }>(
        `SELECT p.id FROM (SELECT number FROM related_postings WHERE key = ? ORDER BY published_at DESC LIMIT ?) k
         JOIN related_profiles p USING (number)`,
        key,
        limit,
      );
      found.set(
        key,
        rows.map(({ id }) => ArticleId.parse(id)),
      );
    }
    return found;
  }

  async frequencies(language: string, limit: number): Promise<TermFrequencies> {
    const rows = this.database.all<{ terms: ArrayBuffer | Uint8Array }>(
      `SELECT terms FROM related_profiles WHERE language = ? AND terms IS NOT NULL ORDER BY published_at DESC LIMIT ?`,
      language,
      limit,
    );
    const byTerm = new Map<number, number>();
    for (const { terms } of rows) {
      for (const term of new Uint32Array(alignedBytes(terms))) byTerm.set(term, (byTerm.get(term) ?? 0) + 1);
    }
    return { profiles: rows.length, byTerm };
  }

  /** True when the version is newer than what is there. */
  private replace(id: ArticleId, version: number, profile: ArticleProfile | undefined): boolean {
    const known = this.database.get<ProfileRow>(`SELECT ${COLUMNS} FROM related_profiles WHERE id = ?`, id);
    if (known !== undefined && known.version >= version) return false;
    if (known !== undefined) this.forget(known);
    this.database.run(
      `INSERT INTO related_profiles (id, version, language, published_at, card, terms, weights) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, language = excluded.language,
         published_at = excluded.published_at, card = excluded.card, terms = excluded.terms, weights = excluded.weights`,
      id,
      version,
      profile?.language ?? '',
      profile?.publishedAt ?? 0,
      profile === undefined ? '{}' : cardOf(profile),
      profile === undefined ? null : bytesOf(profile.terms),
      profile === undefined ? null : bytesOf(profile.weights),
    );
    if (profile !== undefined) this.post(profile);
    return true;
  }

  private post({ id, keys, publishedAt }: ArticleProfile): void {
    const number = this.database.get<{ number: number }>(
      'SELECT number FROM related_profiles WHERE id = ?',
      id,
    )?.number;
    for (const key of keys) {
      this.database.run(
        'INSERT OR IGNORE INTO related_postings (key, published_at, number) VALUES (?, ?, ?)',
        key,
        publishedAt,
        number ?? 0,
      );
    }
  }

  private forget(row: ProfileRow): void {
    if (row.terms === null) return;
    const { keys, publishedAt } = profileOf(row);
    for (const key of keys) {
      this.database.run(
        'DELETE FROM related_postings WHERE key = ? AND published_at = ? AND number = ?',
        key,
        publishedAt,
        row.number,
      );
    }
  }
}

function bytesOf(values: Uint32Array | Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
