import { ArticleId } from '#contracts/ids.js';
import { alignedBytes } from '#ports/packed-profile.js';
import {
  PostingStore,
  type ArticleProfile,
  type CandidateSearch,
  type ProfileCursor,
  type ProfileToPut,
} from '#ports/posting-store.port.js';
import type { Database } from '../database.js';
import { NumberedIds } from './numbered-ids.js';
import { PROFILE_COLUMNS, profileOf, type Blob, type ProfileRow } from './profile-row.js';
import { PostingLists } from './posting-lists.js';
import { ProfileWriter, type ProfileChange } from './profile-writer.js';

const KEYS_AT_ONCE = 12;

/** PostingStore in SQLite: a row per profile, and an inverted index of the keys. */
export class SqlitePostingStore extends PostingStore {
  private readonly writer: ProfileWriter;
  private readonly lists: PostingLists;
  private readonly ids: NumberedIds;

  constructor(private readonly database: Database) {
    super();
    this.writer = new ProfileWriter(database);
    this.lists = new PostingLists(database);
    this.ids = new NumberedIds(database);
  }

  async put(profiles: readonly ProfileToPut[]): Promise<ArticleId[]> {
    return this.write(profiles.map((put) => ({ id: put.profile.id, change: () => this.writer.put(put) })));
  }

  async remove(articles: ReadonlyArray<{ id: ArticleId; version: number }>): Promise<ArticleId[]> {
    return this.write(articles.map(({ id, version }) => ({ id, change: () => this.writer.remove(id, version) })));
  }

  async profiles(ids: readonly ArticleId[]): Promise<ArticleProfile[]> {
    const sql = `SELECT ${PROFILE_COLUMNS} FROM related_profiles
      WHERE id IN (SELECT value FROM json_each(?)) AND packed IS NOT NULL`;
    return this.database.all<ProfileRow>(sql, JSON.stringify(ids)).map(profileOf);
  }

  async shingles(ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, Int32Array>> {
    const sql = `SELECT p.id, t.shingles FROM related_profiles p JOIN related_profile_texts t USING (number)
      WHERE p.id IN (SELECT value FROM json_each(?)) AND p.packed IS NOT NULL`;
    const rows = this.database.all<{ id: ArticleId; shingles: Blob }>(sql, JSON.stringify(ids));
    return new Map(rows.map(({ id, shingles }) => [id, new Int32Array(alignedBytes(new Uint8Array(shingles)))]));
  }

  async candidates({ keys, around, perKey, enough, limit }: CandidateSearch): Promise<ArticleId[]> {
    const worths = new Map<number, number>();
    for (let from = 0; from < keys.length && worths.size < enough; from += KEYS_AT_ONCE) {
      const some = keys.slice(from, from + KEYS_AT_ONCE);
      for (const [place, list] of this.lists.of(some.map(({ mark }) => mark)).entries()) {
        const worth = some[place]?.worth ?? 0;
        for (const number of list.around(around, perKey)) worths.set(number, (worths.get(number) ?? 0) + worth);
      }
    }
    const ids = this.ids.of([...worths.keys()]);
    return [...worths]
      .flatMap(([number, worth]) => {
        const id = ids.get(number);
        return id === undefined ? [] : [{ id, worth }];
      })
      .sort((one, other) => other.worth - one.worth || (one.id < other.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async newest(limit: number, after?: ProfileCursor): Promise<ArticleProfile[]> {
    const sql = `SELECT ${PROFILE_COLUMNS} FROM related_profiles WHERE packed IS NOT NULL
      ${after === undefined ? '' : 'AND (published_at < ?2 OR (published_at = ?2 AND id > ?3))'}
      ORDER BY published_at DESC, id LIMIT ?1`;
    const from = after === undefined ? [] : [after.publishedAt, after.id];
    return this.database.all<ProfileRow>(sql, limit, ...from).map(profileOf);
  }

  async count(): Promise<number> {
    return (
      this.database.get<{ count: number }>('SELECT count(*) AS count FROM related_profiles WHERE packed IS NOT NULL')
        ?.count ?? 0
    );
  }

  async setCopies(id: ArticleId, copies: readonly ArticleId[]): Promise<void> {
    this.database.transaction(() => {
      const number = '(SELECT number FROM related_profiles WHERE id = ?1)';
      this.database.run(`DELETE FROM related_copies WHERE number = ${number} OR copy = ${number}`, id);
      for (const copy of copies) {
        const pair = 'related_profiles one JOIN related_profiles other ON one.id = ? AND other.id = ?';
        const sql = `INSERT OR IGNORE INTO related_copies (number, copy) SELECT one.number, other.number FROM ${pair}`;
        this.database.run(sql, id, copy);
        this.database.run(sql, copy, id);
      }
    });
  }

  /** In one step; the lists in memory follow once the file has it. */
  private write(changes: ReadonlyArray<{ id: ArticleId; change: () => ProfileChange }>): ArticleId[] {
    const written = this.database.transaction(() => changes.map(({ id, change }) => ({ id, ...change() })));
    for (const { removed, added } of written) {
      if (removed !== undefined) this.lists.removed(removed);
      if (added !== undefined) this.lists.added(added);
    }
    return written.filter(({ stands }) => stands).map(({ id }) => id);
  }
}
