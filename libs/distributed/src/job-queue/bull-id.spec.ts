import fc from 'fast-check';
import { bullId, dueTimeIn, portId } from './bull-id.js';

describe('The ids of jobs in BullMQ', () => {
  it('give every id back as it was and use nothing that BullMQ refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        const own = bullId(id);
        expect(own).not.toContain(':');
        expect(own).not.toMatch(/^\d+$/);
        expect(portId(own)).toBe(id);
      }),
    );
    for (const id of ['42', 'a:b', '%3A', 'meta', '100%']) expect(portId(bullId(id))).toBe(id);
  });

  it('name a job of a schedule after the time it was due', () => {
    const id = `repeat:${bullId('plan:daily')}:${Date.parse('2026-11-02T01:30:00Z')}`;
    expect(portId(id)).toBe('plan:daily@2026-11-02T01:30:00.000Z');
    expect(new Date(dueTimeIn(id) ?? 0).toISOString()).toBe('2026-11-02T01:30:00.000Z');
    expect(dueTimeIn(bullId('one'))).toBeUndefined();
  });
});
