import type { ArticleId } from '#contracts/ids.js';
import { LIST_LENGTH, type ListStanding, type ListToPut, type RelatedPlace } from '#ports/related-store.port.js';
import { readFileSync } from 'node:fs';
import type { Database } from '../database.js';

const PUT_PLACES = readFileSync(new URL('./put-places.sql', import.meta.url), 'utf8');
const ADD_PLACES = readFileSync(new URL('./add-places.sql', import.meta.url), 'utf8');
const TRIM_PLACES = readFileSync(new URL('./trim-places.sql', import.meta.url), 'utf8');
const SETTLE_LISTS = readFileSync(new URL('./settle-lists.sql', import.meta.url), 'utf8');
const NUMBERS = 'SELECT number FROM related_profiles WHERE id IN (SELECT value FROM json_each(?))';
const STANDINGS = `SELECT p.id, l.revision, l.floor FROM related_profiles p JOIN related_lists l ON l.owner = p.number
  WHERE p.id IN (SELECT value FROM json_each(?))`;

/** Lists are cut when they have grown so long, not for every place: cutting costs more than a few rows. */
const TOO_LONG = LIST_LENGTH + 12;

/** Writes lists with few commands whatever their length; all but `standings` to be called within a transaction. */
export class ListWriter {
  constructor(private readonly database: Database) {}

  standings(articleIds: readonly ArticleId[]): Map<ArticleId, ListStanding> {
    const rows = this.database.all<ListStanding & { id: ArticleId }>(STANDINGS, JSON.stringify(articleIds));
    return new Map(rows.map(({ id, revision, floor }) => [id, { revision, floor }]));
  }

  /** Answers the lists that were written: none of another revision, none of an article that nobody knows. */
  put(lists: readonly ListToPut[]): ArticleId[] {
    const standings = this.standings(lists.map(({ articleId }) => articleId));
    const written = lists.flatMap((list) => {
      const [owner] = this.numbersOf([list.articleId]);
      if (owner === undefined || (standings.get(list.articleId)?.revision ?? 0) !== list.revision) return [];
      return [{ ...list, owner }];
    });
    for (const { owner, places, revision } of written) {
      this.database.run('DELETE FROM related_places WHERE owner = ?', owner);
      this.database.run(
        'INSERT OR IGNORE INTO related_lists (owner, revision, floor) VALUES (?, ?, 0)',
        owner,
        revision,
      );
      this.database.run(PUT_PLACES, owner, JSON.stringify(bestOf(places).map(placeColumns)));
    }
    this.settle(written.map(({ owner }) => owner));
    return written.map(({ articleId }) => articleId);
  }

  add(places: ReadonlyArray<{ articleId: ArticleId; place: RelatedPlace }>): void {
    this.database.run(
      ADD_PLACES,
      JSON.stringify(places.map(({ articleId, place }) => [articleId, ...placeColumns(place)])),
    );
    const lists = this.numbersOf([...new Set(places.map(({ articleId }) => articleId))]);
    this.database.run(TRIM_PLACES, JSON.stringify(lists), LIST_LENGTH, TOO_LONG);
    this.settle(lists);
  }

  remove(articleIds: readonly ArticleId[]): void {
    const numbers = this.numbersOf(articleIds);
    const among = '(SELECT value FROM json_each(?))';
    const json = JSON.stringify(numbers);
    const left = this.database.all<{ owner: number }>(
      `SELECT DISTINCT owner FROM related_places WHERE member IN ${among}`,
      json,
    );
    this.database.run(`DELETE FROM related_places WHERE owner IN ${among}`, json);
    this.database.run(`DELETE FROM related_places WHERE member IN ${among}`, json);
    this.database.run(`DELETE FROM related_lists WHERE owner IN ${among}`, json);
    this.settle(left.map(({ owner }) => owner));
  }

  private settle(owners: readonly number[]): void {
    this.database.run(SETTLE_LISTS, JSON.stringify(owners), LIST_LENGTH);
  }

  private numbersOf(ids: readonly ArticleId[]): number[] {
    return this.database.all<{ number: number }>(NUMBERS, JSON.stringify(ids)).map(({ number }) => number);
  }
}

function bestOf(places: readonly RelatedPlace[]): RelatedPlace[] {
  return [...places]
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, LIST_LENGTH);
}

function placeColumns({ id, score, reasons }: RelatedPlace): [string, number, string] {
  return [id, score, JSON.stringify(reasons)];
}
