import type { ArticleId } from '#contracts/ids.js';
import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { containment, jaccard } from '#text/shingles.js';
import { Injectable } from '@nestjs/common';
import type { Neighbour } from './neighbour.js';
import type { WeighedProfile } from './weighed-profile.js';

/** Rows that two signatures of 64 must share before the texts are looked at: a text cut to a tenth still shares some. */
const SUSPICIOUS_ROWS = 3;
const SUSPICIOUS_COSINE = 0.3;

/** Tells which articles are copies of one another: wire stories, reprints, shortened versions. */
@Injectable()
export class NearCopies {
  constructor(private readonly store: PostingStore) {}

  /** Suspected by signature and terms, decided by the word 3-grams of both texts. */
  async among(neighbours: readonly Neighbour[], own: WeighedProfile): Promise<ReadonlySet<ArticleId>> {
    const suspects = neighbours.filter(({ other, nearness }) => isSuspect(own, other, nearness.cosine));
    if (suspects.length === 0) return new Set();
    const shingles = await this.store.shingles([own.id, ...suspects.map(({ other }) => other.id)]);
    const ownSet = new Set(shingles.get(own.id));
    return new Set(suspects.map(({ other }) => other.id).filter((id) => areCopies(ownSet, new Set(shingles.get(id)))));
  }
}

function isSuspect(one: WeighedProfile, other: WeighedProfile, cosine: number): boolean {
  return cosine >= SUSPICIOUS_COSINE && sharedRows(one.profile.signature, other.profile.signature) >= SUSPICIOUS_ROWS;
}

function sharedRows(one: Uint32Array, other: Uint32Array): number {
  let shared = 0;
  for (let row = 0; row < one.length && row < other.length; row += 1) if (one[row] === other[row]) shared += 1;
  return shared;
}

function areCopies(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return jaccard(one, other) >= W.copyOverlap.value || containment(one, other) >= W.copyContainment.value;
}
