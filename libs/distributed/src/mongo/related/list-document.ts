import { ArticleId } from '#contracts/ids.js';
import { RelatedReason } from '#contracts/related.js';
import { LIST_LENGTH, type RelatedPlace } from '#ports/related-store.port.js';
import { z } from 'zod';
import type { Shape } from '../mongo-connection.js';

/** A related list with its places, under the id of its article. */
export interface ListDocument {
  readonly _id: string;
  readonly revision: number;
  readonly floor: number;
  /** Ids of the articles that have a place. */
  readonly members: readonly string[];
  /** As one text, since they are read and written together: JSON of RelatedPlace, best first. */
  readonly places: string;
}

export const LISTS: Shape<ListDocument> = {
  collection: 'related_lists',
  fields: { _id: String, revision: Number, floor: Number, members: [String], places: String },
  indexes: [[{ members: 1 }, {}]],
};

/** Some are spare, for articles that are removed or expire. */
const KEPT = LIST_LENGTH + 8;

const Places = z.array(z.object({ id: ArticleId, score: z.number(), reasons: z.array(RelatedReason) }));

/** The fields of a list that has the best of these places. */
export function contentOf(places: readonly RelatedPlace[]): Pick<ListDocument, 'floor' | 'members' | 'places'> {
  const best = [...places].sort(byScore).slice(0, KEPT);
  return {
    floor: best[LIST_LENGTH - 1]?.score ?? 0,
    members: best.map(({ id }) => id),
    places: JSON.stringify(best),
  };
}

/** Best first. */
export function placesOf({ places }: Pick<ListDocument, 'places'>): RelatedPlace[] {
  return Places.parse(JSON.parse(places));
}

function byScore(one: RelatedPlace, other: RelatedPlace): number {
  return other.score - one.score || (one.id < other.id ? -1 : 1);
}
