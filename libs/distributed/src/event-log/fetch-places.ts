import type { Batch } from 'kafkajs';

/** What kafkajs' batches tell beside their types. */
type FetchedBatch = Batch & { readonly fetchedOffset?: string };

/**
 * Where the next batch of each assigned partition may begin at the latest. When one broker makes kafkajs join again, its
 * fetches from the others go on: what they bring begins where the fetch was sent, past what was handed back undone.
 */
export class FetchPlaces {
  private readonly places = new Map<string, number>();

  /** Where to read again, when between what was taken of the partition and this batch there may be events. */
  before(key: string, batch: FetchedBatch): number | undefined {
    const place = this.places.get(key);
    if (place === undefined || Number(batch.fetchedOffset ?? batch.firstOffset()) <= place) return undefined;
    // Asked for once; what begins later again has nothing before it, as in a compacted topic or where old events are gone.
    this.places.delete(key);
    return place;
  }

  set(key: string, nextOffset: number): void {
    this.places.set(key, nextOffset);
  }

  /** Forgets all partitions but these. */
  keep(assigned: ReadonlySet<string>): void {
    for (const key of this.places.keys()) if (!assigned.has(key)) this.places.delete(key);
  }
}
