import type { RelatedReason } from '#contracts/related.js';
import type { Nearness } from './comparison.js';
import { reasonsOf } from './reasons.js';
import type { WeighedProfile } from './weighed-profile.js';

/** An article near another; the reasons hold from either side and are put in words when they are first asked for. */
export class Neighbour {
  private inWords: RelatedReason[] | undefined;

  constructor(
    private readonly own: WeighedProfile,
    readonly other: WeighedProfile,
    readonly nearness: Nearness,
  ) {}

  get reasons(): RelatedReason[] {
    this.inWords ??= reasonsOf(this.own, this.other, this.nearness.cosine);
    return this.inWords;
  }
}

/** Nearest first; equal ones by id. */
export function byScore(one: Neighbour, other: Neighbour): number {
  return other.nearness.score - one.nearness.score || (one.other.id < other.other.id ? -1 : 1);
}
