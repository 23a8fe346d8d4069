import { PermanentError } from '#contracts/errors.js';
import { EVENTS } from '#contracts/events/catalogue.js';
import { decodeEvent, type StoredEvent } from './decode-event.js';

const stored = (type: string, value: string): StoredEvent => ({
  key: 'k',
  attributes: { type, id: 'e-1', time: '2026-11-02T07:30:00.000Z' },
  value,
});

describe('A record of the log', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))('is read back as the %s it was', (type, event) => {
    const decoded = decodeEvent(stored(type, JSON.stringify(event.example)));
    expect(decoded).toEqual({ type, id: 'e-1', time: '2026-11-02T07:30:00.000Z', key: 'k', data: event.example });
  });

  it('is read although a later version of its type added a field', () => {
    const [event] = EVENTS;
    const { example } = event ?? { example: {} };
    const decoded = decodeEvent(stored(event?.type ?? '', JSON.stringify({ ...(example as object), added: 1 })));
    expect(decoded.data).toEqual(example);
  });

  it.each([
    ['is of no known type', stored('article.burnt.v1', '{}')],
    ['is not JSON', stored('article.published.v1', '{"article":')],
    ['is empty', stored('article.published.v1', '')],
    ['has another shape', stored('article.published.v1', '{"article":1}')],
  ])('that %s will never be read, and says why', (_what, record) => {
    expect(() => decodeEvent(record)).toThrow(PermanentError);
  });
});
