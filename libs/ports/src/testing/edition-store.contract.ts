import { EditionId, NewsletterId } from '#contracts/ids.js';
import type { EditionStore } from '../edition-store.port.js';
import { anEdition, articleId } from './newsletter-builders.js';

const at = new Date('2026-11-02T06:01:00Z');
const morning = NewsletterId.parse('morning');
const berlin = { language: 'de', timeZone: 'Europe/Berlin' };

/** What every EditionStore does. */
export function editionStoreContract(open: () => EditionStore): void {
  it('gives an edition back as it was created and leaves an existing one alone', async () => {
    const store = open();
    const edition = anEdition('morning.de.1');
    expect(await store.create(edition)).toBe(true);
    expect(await store.create({ ...edition, articleIds: [articleId(9)] })).toBe(false);
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
    await store.create(edition);
    expect((await store.find(edition.id))?.to).toEqual(edition.to);
    const slot = edition.slot;
    const marks = [
      { ...berlin, slot, upTo: 7 },
      { ...berlin, hour: 7, slot, upTo: 7 },
    ];
    expect(await store.marks(morning)).toEqual(marks);
    await store.create({ ...edition, slot: '2026-11-03T06:00:00.000Z', upTo: 9 });
    expect(await store.marks(morning)).toEqual(marks);
    expect(await store.marks(NewsletterId.parse('other'))).toEqual([]);
  });

  it('skips a slot forward, never back', async () => {
    const store = open();
    await store.skip(morning, [{ ...berlin, slot: '2026-11-02T06:00:00.000Z', upTo: 5 }]);
    await store.skip(morning, [{ ...berlin, slot: '2026-11-01T06:00:00.000Z', upTo: 3 }]);
    expect(await store.marks(morning)).toEqual([{ ...berlin, slot: '2026-11-02T06:00:00.000Z', upTo: 5 }]);
  });

  it('moves from the states named only, and says when it ended', async () => {
    const store = open();
    const { id } = anEdition('morning.de.1');
    await store.create(anEdition('morning.de.1'));
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
    await store.create(anEdition('morning.de.1'));
    await store.advance(EditionId.parse('morning.de.1'), { cursor: '0/abc', audience: 500, complete: true });
    expect(await store.find(EditionId.parse('morning.de.1'))).toMatchObject({
      cursor: '0/abc',
      audience: 500,
      audienceComplete: true,
    });
  });

  it('touches the editions that hold an article and names those that have not ended', async () => {
    const store = open();
    for (const id of ['a', 'b', 'c']) await store.create(anEdition(id));
    await store.create(anEdition('other', { articleIds: [articleId(3)] }));
    await store.move(EditionId.parse('b'), ['planned'], 'finished', at);
    await store.move(EditionId.parse('c'), ['planned'], 'paused', at);
    expect([...(await store.touch([articleId(2), articleId(8)]))].sort()).toEqual(['a', 'c']);
    expect((await store.find(EditionId.parse('b')))?.revision).toBe(1);
    expect((await store.find(EditionId.parse('other')))?.revision).toBe(0);
  });

  it('lists newest slot first by newsletter, language and state, page after page', async () => {
    const store = open();
    const ids = async (page: Parameters<EditionStore['list']>[0]) => (await store.list(page)).map(({ id }) => id);
    await store.create(anEdition('de1', { slot: '2026-11-01T06:00:00.000Z' }));
    await store.create(anEdition('de2', { slot: '2026-11-02T06:00:00.000Z' }));
    await store.create(anEdition('en2', { slot: '2026-11-02T06:00:00.000Z', language: 'en', state: 'paused' }));
    await store.create(anEdition('other', { newsletter: NewsletterId.parse('other') }));
    expect(await ids({ newsletter: morning, limit: 2 })).toEqual(['en2', 'de2']);
    expect(await ids({ newsletter: morning, before: EditionId.parse('de2'), limit: 2 })).toEqual(['de1']);
    expect(await ids({ language: 'de', newsletter: morning, limit: 9 })).toEqual(['de2', 'de1']);
    expect(await ids({ states: ['paused', 'sending'], limit: 9 })).toEqual(['en2']);
    expect(await ids({ limit: 9 })).toHaveLength(4);
  });

  it('knows which articles its editions used and how far they chose', async () => {
    const store = open();
    const cohorts = { kind: 'cohorts', cohorts: [{ ...berlin, slotName: '2026-11-02' }] } as const;
    await store.create(anEdition('a', { upTo: 5 }));
    await store.create(anEdition('b', { upTo: 8, articleIds: [articleId(3)], to: cohorts }));
    await store.create(anEdition('c', { upTo: 20, articleIds: [articleId(4)], language: 'en' }));
    const used = async (beyond: number, to: 'everyone' | 'anyone') =>
      [...(await store.articlesUsed({ newsletter: morning, language: 'de', beyond, to }))].sort();
    expect(await used(0, 'anyone')).toEqual([articleId(1), articleId(2), articleId(3)].sort());
    expect(await used(5, 'anyone')).toEqual([articleId(3)]);
    expect(await used(0, 'everyone')).toEqual([articleId(1), articleId(2)].sort());
    expect(await store.lastPosition(morning, 'de')).toBe(8);
    expect(await store.lastPosition(morning, 'fr')).toBeUndefined();
  });
}
