import type { Batch } from 'kafkajs';
import { FetchPlaces } from './fetch-places.js';

/** A batch of kafkajs whose fetch was sent at an offset and whose first event may come later. */
function batch(fetchedOffset: number, firstOffset = fetchedOffset): Batch & { readonly fetchedOffset: string } {
  return {
    ...{ topic: 'articles', partition: 0, highWatermark: '100', messages: [] },
    fetchedOffset: String(fetchedOffset),
    isEmpty: () => false,
    firstOffset: () => String(firstOffset),
    lastOffset: () => String(firstOffset),
    offsetLag: () => '0',
    offsetLagLow: () => '0',
  };
}

describe('FetchPlaces', () => {
  let places: FetchPlaces;
  beforeEach(() => {
    places = new FetchPlaces();
    places.set('articles 0', 5);
  });

  it('take a batch that begins at the place or before it, and any of a partition that is new', () => {
    expect(places.before('articles 0', batch(5))).toBeUndefined();
    expect(places.before('articles 0', batch(2))).toBeUndefined();
    expect(places.before('articles 1', batch(90))).toBeUndefined();
  });

  it('want to be read again when a batch was fetched from beyond the place', () => {
    expect(places.before('articles 0', batch(8))).toBe(5);
  });

  it('do not mind a gap of a compacted topic that was fetched from the place on', () => {
    expect(places.before('articles 0', batch(5, 40))).toBeUndefined();
  });

  it('ask once, so that a place whose events are gone holds nothing up', () => {
    expect(places.before('articles 0', batch(8))).toBe(5);
    expect(places.before('articles 0', batch(8))).toBeUndefined();
  });

  it('forget partitions that went to others', () => {
    places.keep(new Set(['articles 1']));
    expect(places.before('articles 0', batch(8))).toBeUndefined();
  });
});
