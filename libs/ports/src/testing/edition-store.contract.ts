import { EditionId, NewsletterId } from '#contracts/ids.js';
import type { EditionStore } from '../edition-store.port.js';
import { anEdition, articleId, created } from './newsletter-builders.js';

const at = new Date('2026-11-02T06:01:00Z');
const morning = NewsletterId.parse('morning');
const berlin = { language: 'de', timeZone: 'Europe/Berlin' };

/** What every EditionStore does. */
export function editionStoreContract(open: () => EditionStore): void {
  it('gives an edition back as it was created and leaves an existing one alone', async () => {
    const store = open();
    const edition = anEdition('morning.de.1');
    expect(await created(store, edition)).toBe(true);
    expect(await created(store, { ...edition, articleIds: [articleId(9)] })).toBe(false);
    expect(await store.find(edition.id)).toEqual(edition);
    expect(await store.find(EditionId.parse('none'))).toBeUndefined();
  });

  it('marks the cohorts together with the edition, and only then', async () => {
    const store = open();
    const cohorts = [
      { ...berlin, slotName: '2026-11-02' },
      { ...berlin, hour: 7, slotName: '2026-11-02' },
    ];
    const edition = anEdition('morning.de.1', { upTo: 7, language: 'en', to: { kind: 'cohorts', cohorts } });
    await created(store, edition);
    expect((await store.find(edition.id))?.to).toEqual(edition.to);
    const slot = edition.slot;
    const marks = [
      { ...berlin, slot, upTo: 7 },
      { ...berlin, hour: 7, slot, upTo: 7 },
    ];
    expect((await store.served(morning)).marks).toEqual(marks);
    await created(store, { ...edition, slot: '2026-11-03T06:00:00.000Z', upTo: 9 });
    expect((await store.served(morning)).marks).toEqual(marks);
    expect((await store.served(NewsletterId.parse('other'))).marks).toEqual([]);
  });

  it('lets one of the editions decided on the same turn be, and the others leave nothing', async () => {
    const store = open();
    const cohorts = (hour: number) => ({ kind: 'cohorts', cohorts: [{ ...berlin, hour, slotName: 'x' }] }) as const;
    const wanted = [1, 2, 3, 4].map((hour) => anEdition(`morning.de.${hour}`, { to: cohorts(hour) }));
    expect(await store.served(morning)).toEqual({ turn: 0, marks: [] });
    const made = await Promise.all(wanted.map((edition) => store.create(edition, 0)));
    expect(made.filter(Boolean)).toHaveLength(1);
    const winner = wanted[made.indexOf(true)];
    expect((await store.list({ limit: 9 })).map(({ id }) => id)).toEqual([winner?.id]);
    const { turn, marks } = await store.served(morning);
    expect(turn).toBe(1);
    expect(marks.map(({ hour }) => hour)).toEqual([made.indexOf(true) + 1]);
    expect(await store.create(anEdition('second'), 1)).toBe(true);
    expect(await store.create(anEdition('third'), 1)).toBe(false);
    expect(await store.create(anEdition('third'), 2)).toBe(true);
    expect((await store.served(morning)).turn).toBe(3);
  });

  it('counts the turns of each newsletter by themselves', async () => {
    const store = open();
    for (let turn = 0; turn < 12; turn += 1) expect(await store.create(anEdition(`m${turn}`), turn)).toBe(true);
    const newsletter = NewsletterId.parse('morning-2');
    expect((await store.served(newsletter)).turn).toBe(0);
    expect(await store.create(anEdition('other', { newsletter }), 0)).toBe(true);
    expect((await store.served(morning)).turn).toBe(12);
  });

  it('skips a slot forward, never back', async () => {
    const store = open();
    await store.skip(morning, [{ ...berlin, slot: '2026-11-02T06:00:00.000Z', upTo: 5 }]);
    await store.skip(morning, [{ ...berlin, slot: '2026-11-01T06:00:00.000Z', upTo: 3 }]);
    expect((await store.served(morning)).marks).toEqual([{ ...berlin, slot: '2026-11-02T06:00:00.000Z', upTo: 5 }]);
    await store.skip(morning, [{ ...berlin, slot: '2026-11-03T06:00:00.000Z', upTo: 4 }]);
    expect((await store.served(morning)).marks).toEqual([{ ...berlin, slot: '2026-11-03T06:00:00.000Z', upTo: 5 }]);
  });

  it('moves from the states named only, and says when it ended', async () => {
    const store = open();
    const { id } = anEdition('morning.de.1');
    await created(store, anEdition('morning.de.1'));
    expect(await store.move(id, ['sending'], 'finished', at)).toBe(false);
    expect(await store.move(id, ['planned', 'sending'], 'sending', at)).toBe(true);
    expect(await store.find(id)).toEqual(anEdition('morning.de.1', { state: 'sending' }));
    expect(await store.move(id, ['sending'], 'finished', at)).toBe(true);
    expect(await store.find(id)).toMatchObject({ state: 'finished', endedAt: at.toISOString() });
    expect(await store.move(id, ['finished'], 'sending', at)).toBe(true);
    expect((await store.find(id))?.endedAt).toBeUndefined();
  });

  it('keeps how far the audience is written', async () => {
    const store = open();
    await created(store, anEdition('morning.de.1'));
    await store.advance(EditionId.parse('morning.de.1'), { cursor: '0/abc', audience: 500, complete: true });
    expect(await store.find(EditionId.parse('morning.de.1'))).toMatchObject({
      cursor: '0/abc',
      audience: 500,
      audienceComplete: true,
    });
  });

  it('touches the editions that hold an article and names those that have not ended', async () => {
    const store = open();
    for (const id of ['a', 'b', 'c']) await created(store, anEdition(id));
    await created(store, anEdition('other', { articleIds: [articleId(3)] }));
    await store.move(EditionId.parse('b'), ['planned'], 'finished', at);
    await store.move(EditionId.parse('c'), ['planned'], 'paused', at);
    expect([...(await store.touch([articleId(2), articleId(8)]))].sort()).toEqual(['a', 'c']);
    expect((await store.find(EditionId.parse('b')))?.revision).toBe(1);
    expect((await store.find(EditionId.parse('other')))?.revision).toBe(0);
  });

  it('lists newest slot first by newsletter, language and state, page after page', async () => {
    const store = open();
    const ids = async (page: Parameters<EditionStore['list']>[0]) => (await store.list(page)).map(({ id }) => id);
    await created(store, anEdition('de1', { slot: '2026-11-01T06:00:00.000Z' }));
    await created(store, anEdition('de2', { slot: '2026-11-02T06:00:00.000Z' }));
    await created(store, anEdition('en2', { slot: '2026-11-02T06:00:00.000Z', language: 'en', state: 'paused' }));
    await created(store, anEdition('other', { newsletter: NewsletterId.parse('other') }));
    expect(await ids({ newsletter: morning, limit: 2 })).toEqual(['en2', 'de2']);
    expect(await ids({ newsletter: morning, before: EditionId.parse('de2'), limit: 2 })).toEqual(['de1']);
    expect(await ids({ language: 'de', newsletter: morning, limit: 9 })).toEqual(['de2', 'de1']);
    expect(await ids({ states: ['paused', 'sending'], limit: 9 })).toEqual(['en2']);
    expect(await ids({ limit: 9 })).toHaveLength(4);
  });

  it('knows which articles its editions used and how far they chose', async () => {
    const store = open();
    const cohorts = { kind: 'cohorts', cohorts: [{ ...berlin, slotName: '2026-11-02' }] } as const;
    await created(store, anEdition('a', { upTo: 5 }));
    await created(store, anEdition('b', { upTo: 8, articleIds: [articleId(3)], to: cohorts }));
    await created(store, anEdition('c', { upTo: 20, articleIds: [articleId(4)], language: 'en' }));
    const used = async (beyond: number, to: 'everyone' | 'anyone') =>
      [...(await store.articlesUsed({ newsletter: morning, language: 'de', beyond, to }))].sort();
    expect(await used(0, 'anyone')).toEqual([articleId(1), articleId(2), articleId(3)].sort());
    expect(await used(5, 'anyone')).toEqual([articleId(3)]);
    expect(await used(0, 'everyone')).toEqual([articleId(1), articleId(2)].sort());
    expect(await store.lastPosition(morning, 'de')).toBe(8);
    expect(await store.lastPosition(morning, 'fr')).toBeUndefined();
  });
}
