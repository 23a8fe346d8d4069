import fc from 'fast-check';
import { chunksBy, oneEventPerKey } from './one-event-per-key.js';

const events = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })
  .map((keys) => keys.map((key, number) => ({ key, number })));

describe('Events cut into waves', () => {
  it('are all there, each key at most once per wave and in its order over the waves', () => {
    fc.assert(
      fc.property(events, (items) => {
        const waves = oneEventPerKey(items);
        for (const wave of waves) expect(new Set(wave.map(({ key }) => key)).size).toBe(wave.length);
        const inOrder = (list: typeof items, wanted: string) => list.filter(({ key }) => key === wanted);
        for (const key of 'abcd') expect(inOrder(waves.flat(), key)).toEqual(inOrder(items, key));
        expect(waves.flat()).toHaveLength(items.length);
      }),
    );
  });

  it('are chunked by handler, none larger than the handler takes, none lost', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 7 }), (items, largest) => {
        const chunks = chunksBy(
          items,
          ({ key }) => key,
          () => largest,
        );
        for (const { mark, items: chunk } of chunks) {
          expect(chunk.length).toBeLessThanOrEqual(largest);
          expect(chunk.every(({ key }) => key === mark)).toBe(true);
        }
        const back = chunks.flatMap(({ items: chunk }) => chunk);
        expect(back.sort((one, other) => one.number - other.number)).toEqual(items);
      }),
    );
  });
});
