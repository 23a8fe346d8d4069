import { RELATED_WEIGHTS as W } from '#contracts/related-ranking.js';
import type { ArticleId } from '#contracts/ids.js';
import { PostingStore, type ArticleProfile } from '#ports/posting-store.port.js';
import { Injectable } from '@nestjs/common';
import { ArchiveTerms, type Rarity } from '../profile-article/archive-terms.js';
import { compareProfiles, isNearCopy, type Nearness } from './compare-profiles.js';
import { ProfileCache } from './profile-cache.js';

const NEWEST_PER_KEY = 100;
const KEYS_AT_ONCE = 10;
const ENOUGH_CANDIDATES = 400;
const SCORED = 150;

/** An article near another, with why. */
export interface Neighbour {
  readonly profile: ArticleProfile;
  readonly nearness: Nearness;
}

/**
 * Finds an article's neighbours: candidates by its rarest strong terms and names, the best of them compared exactly.
 * Neither itself, nor copies, nor its translations; of other translation groups one each.
 */
@Injectable()
export class FindNeighbours {
  constructor(
    private readonly store: PostingStore,
    private readonly cache: ProfileCache,
    private readonly archive: ArchiveTerms,
  ) {}

  /** Nearest first. */
  async find(profile: ArticleProfile): Promise<Neighbour[]> {
    const rarity = await this.archive.rarityIn(profile.language);
    const candidates = await this.cache.get(await this.candidates(profile, rarity));
    const neighbours = candidates
      .filter((other) => other.id !== profile.id && !areTranslations(profile, other))
      .map((other) => ({ profile: other, nearness: compareProfiles(profile, other, rarity) }))
      .filter(({ profile: other, nearness }) => {
        return nearness.score >= W.least.value && !isNearCopy(profile, other, nearness.cosine);
      })
      .sort((one, other) => other.nearness.score - one.nearness.score || (one.profile.id < other.profile.id ? -1 : 1));
    return oncePerTranslationGroup(neighbours);
  }

  /** The ids with the best partial scores, from the rarest keys on until there are enough. */
  private async candidates({ id, keys }: ArticleProfile, rarity: Rarity): Promise<ArticleId[]> {
    const rarest = [...keys].sort((one, other) => rarity.of(other) - rarity.of(one));
    const partial = new Map<ArticleId, number>();
    for (let from = 0; from < rarest.length && partial.size < ENOUGH_CANDIDATES; from += KEYS_AT_ONCE) {
      const found = await this.store.candidates(rarest.slice(from, from + KEYS_AT_ONCE), NEWEST_PER_KEY);
      for (const [key, ids] of found) {
        for (const other of ids) if (other !== id) partial.set(other, (partial.get(other) ?? 0) + rarity.of(key));
      }
    }
    return [...partial]
      .sort((one, other) => other[1] - one[1])
      .slice(0, SCORED)
      .map(([other]) => other);
  }
}

function areTranslations(one: ArticleProfile, other: ArticleProfile): boolean {
  return one.translationGroup !== undefined && one.translationGroup === other.translationGroup;
}

function oncePerTranslationGroup(neighbours: readonly Neighbour[]): Neighbour[] {
  const seen = new Set<string>();
  return neighbours.filter(({ profile: { translationGroup } }) => {
    if (translationGroup === undefined) return true;
    if (seen.has(translationGroup)) return false;
    seen.add(translationGroup);
    return true;
  });
}
