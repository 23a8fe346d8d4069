import type { SuppressionStore } from '../suppression-store.port.js';

const at = new Date('2026-11-02T06:00:00Z');

/** What every SuppressionStore does. */
export function suppressionStoreContract(open: () => SuppressionStore): void {
  const refused = { email: 'Gone@Example.org', reason: 'refused', note: '550 no such user', at } as const;

  it('tells which addresses are suppressed, whatever their case', async () => {
    const store = open();
    await store.put(refused);
    const given = ['gone@example.ORG', 'here@example.org'];
    expect([...(await store.among(given))]).toEqual(['gone@example.ORG']);
    expect(await store.find('GONE@example.org')).toMatchObject({
      email: 'gone@example.org',
      reason: 'refused',
      note: '550 no such user',
      at: at.toISOString(),
    });
  });

  it('keeps the first reason until it is removed', async () => {
    const store = open();
    await store.put(refused);
    await store.put({ ...refused, reason: 'manual', note: 'later' });
    expect((await store.find(refused.email))?.reason).toBe('refused');
    expect(await store.remove(refused.email)).toBe(true);
    expect(await store.remove(refused.email)).toBe(false);
    expect((await store.among([refused.email])).size).toBe(0);
  });

  it('lists them page after page', async () => {
    const store = open();
    for (const n of [1, 2, 3]) await store.put({ ...refused, email: `${n}@example.org` });
    const first = await store.list({ limit: 2 });
    const rest = await store.list({ limit: 2, after: first[1]?.hash ?? '' });
    expect([...first, ...rest].map(({ email }) => email).sort()).toEqual(
      ['1', '2', '3'].map((n) => `${n}@example.org`),
    );
  });

  it('still holds an anonymised address, without knowing it', async () => {
    const store = open();
    await store.put(refused);
    await store.anonymise(refused.email);
    expect((await store.among([refused.email])).size).toBe(1);
    expect(JSON.stringify(await store.list({ limit: 9 }))).not.toContain('gone@');
  });
}
