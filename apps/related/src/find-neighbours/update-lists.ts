import type { ArticleId } from '#contracts/ids.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { LIST_LENGTH, RelatedStore, type ListToPut, type RelatedPlace } from '#ports/related-store.port.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ArchiveWeights, type Weights } from '../weigh-terms/archive-weights.js';
import { FindNeighbours, type Neighbourhood } from './find-neighbours.js';
import type { Neighbour } from './neighbour.js';

const TRIES = 10;

/** Makes the related lists of articles and has them improve those of their neighbours. Doing it again ends in the same lists. */
@Injectable()
export class UpdateLists {
  constructor(
    private readonly neighbours: FindNeighbours,
    private readonly lists: RelatedStore,
    private readonly postings: PostingStore,
    private readonly weights: ArchiveWeights,
  ) {}

  /** Articles whose lists hold any of these as they were; to be made anew once the profiles have changed. */
  holding(ids: readonly ArticleId[]): Promise<ArticleId[]> {
    return this.lists.listsWith(ids);
  }

  /** To be called when the articles' profiles are there, new or changed. */
  async bringIn(ids: readonly ArticleId[]): Promise<void> {
    for (;;) {
      const weights = await this.weights.current();
      await this.improveOthers(await this.remakeAll(ids, weights));
      if ((await this.weights.current()) === weights) return;
    }
  }

  /** To be called when the articles' profiles are gone: what they leave is filled up. */
  async takeOut(ids: readonly ArticleId[]): Promise<void> {
    await this.remake(await this.lists.listsWith(ids));
    await this.lists.remove(ids);
  }

  /** Makes lists as if they had never been there. */
  async remake(ids: readonly ArticleId[]): Promise<void> {
    await this.remakeAll(ids, await this.weights.current());
  }

  private async remakeAll(ids: readonly ArticleId[], weights: Weights): Promise<Neighbourhood[]> {
    const made = new Map<ArticleId, Neighbourhood>();
    let left = ids;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === TRIES) throw new Error(`the lists of ${left.join(', ')} change faster than they are made`);
      const standings = await this.lists.standings(left);
      const lists: ListToPut[] = [];
      for (const id of left) {
        const found = await this.neighbours.of(id, weights);
        if (found === undefined) continue;
        made.set(id, found);
        lists.push({ articleId: id, places: placesOf(found), revision: standings.get(id)?.revision ?? 0 });
        await this.noteCopies(found);
        await nextTurn();
      }
      const written = new Set(await this.lists.put(lists));
      left = lists.map(({ articleId }) => articleId).filter((id) => !written.has(id));
    }
    return [...made.values()];
  }

  /** A first version that is no copy has nothing to be noted and nothing to be forgotten. */
  private async noteCopies({ own, copies }: Neighbourhood): Promise<void> {
    if (copies.length > 0 || own.profile.version > 1) await this.postings.setCopies(own.id, copies);
  }

  private async improveOthers(found: readonly Neighbourhood[]): Promise<void> {
    const ids = new Set(found.flatMap(({ neighbours }) => neighbours.map(({ other }) => other.id)));
    const standings = await this.lists.standings([...ids]);
    const places = found.flatMap(({ own, neighbours }) =>
      neighbours
        .filter(({ other, nearness }) => nearness.score >= (standings.get(other.id)?.floor ?? Number.POSITIVE_INFINITY))
        .map((neighbour) => ({ articleId: neighbour.other.id, place: placeOf(neighbour, own.id) })),
    );
    await this.lists.add(places);
  }
}

function placesOf({ neighbours }: Neighbourhood): RelatedPlace[] {
  return neighbours.slice(0, LIST_LENGTH).map((neighbour) => placeOf(neighbour, neighbour.other.id));
}

/** The place of one of two neighbours in the list of the other. */
function placeOf({ nearness, reasons }: Neighbour, id: ArticleId): RelatedPlace {
  return { id, score: nearness.score, reasons };
}
