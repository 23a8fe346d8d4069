import type { Movable } from '../moving/movable.port.js';
import type { MovableStore } from '../moving/movable-store.js';
import { MOVED_KEYS, type MovedKind, type MovedRows } from '../moving/moved-rows.js';
import { facts } from './article-write-builder.js';
import { MOVED_EXAMPLES } from './moved-examples.js';
import { openedForEach, type OpenedPort } from './opened-port.js';

const KINDS = Object.keys(MOVED_KEYS) as MovedKind[];
const NAMES = ['a', 'b', 'c', 'd', 'e'];

/** What every MovableStore must do; `open` gives an empty one. */
export function movableContract(open: () => Promise<OpenedPort<MovableStore>>): void {
  const opened = openedForEach(open);

  describe.each(KINDS)('of %s', (kind) => kindContract(kind, opened));

  it('adds the facts that an article brings to those that wait, in order', async () => {
    const { articles } = opened().port.kinds;
    const [first, second] = MOVED_EXAMPLES.articles('a');
    await articles.put([{ ...first, facts: facts('a', 1) }]);
    if (second === undefined) throw new Error('there is one example');
    await articles.put([{ ...second, facts: facts('a', 2) }]);
    const [kept] = await articles.counterparts([first]);
    expect(kept?.facts.map(({ id }) => id)).toEqual(facts('a', 1, 2).map(({ id }) => id));
    await articles.remove([first]);
    await articles.put([first]);
    expect((await articles.counterparts([first]))[0]?.facts).toEqual([]);
  });

  it('remembers the last move, after a restart too', async () => {
    const at = new Date('2026-11-02T08:00:00Z');
    expect(await opened().port.lastMove()).toBeUndefined();
    await opened().port.noteMove({ id: 'first', end: 'origin', at });
    await opened().port.noteMove({ id: 'second', end: 'target', at });
    const again = await opened().reopen();
    expect(await again.lastMove()).toEqual({ id: 'second', end: 'target', at });
    expect(await again.subscriberFacts()).toBe(0);
  });

  it('remembers an attempt until a move is completed, beside the last one that was', async () => {
    const [first, at] = [new Date('2026-11-02T08:00:00Z'), new Date('2026-11-02T09:00:00Z')];
    expect(await opened().port.begunMove()).toBeUndefined();
    await opened().port.noteMove({ id: 'before', end: 'target', at: first });
    await opened().port.noteBegun({ id: 'begun', end: 'origin', at: first });
    await opened().port.noteBegun({ id: 'begun', end: 'origin', at });
    const again = await opened().reopen();
    expect(await again.begunMove()).toEqual({ id: 'begun', end: 'origin', at });
    expect(await again.lastMove()).toMatchObject({ id: 'before' });
    await again.noteMove({ id: 'begun', end: 'origin', at });
    expect([await again.begunMove(), await again.lastMove()]).toEqual([undefined, { id: 'begun', end: 'origin', at }]);
  });
}

function kindContract<Kind extends MovedKind>(kind: Kind, opened: () => OpenedPort<MovableStore>): void {
  const rows = (): Movable<MovedRows[Kind]> => opened().port.kinds[kind];
  const examples = (words: string): readonly MovedRows[Kind][] => MOVED_EXAMPLES[kind](words);
  const first = (words: string): MovedRows[Kind] => {
    const [example] = examples(words);
    if (example === undefined) throw new Error(`there is no example of ${kind}`);
    return example;
  };
  const inOrder = (some: readonly MovedRows[Kind][]): MovedRows[Kind][] =>
    [...some].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const keyOf = (row: MovedRows[Kind]): string => JSON.stringify(MOVED_KEYS[kind](row));
  const all = async (limit: number): Promise<MovedRows[Kind][]> => {
    const met: MovedRows[Kind][] = [];
    let after: string | undefined;
    do {
      const page: Awaited<ReturnType<Movable<MovedRows[Kind]>['page']>> = await rows().page(limit, after);
      met.push(...page.rows);
      after = page.next;
    } while (after !== undefined);
    return met;
  };

  it('gives back what was put, whatever was there before, after a restart too', async () => {
    for (const row of examples('a')) {
      await rows().put([row]);
      expect(await rows().counterparts([first('a')])).toEqual([row]);
    }
    await opened().reopen();
    expect(await opened().port.kinds[kind].count()).toBe(1);
  });

  it('goes through every row once, page by page', async () => {
    await rows().put(NAMES.map(first));
    await rows().put(NAMES.map(first));
    const met = await all(2);
    expect(inOrder(met)).toEqual(inOrder(NAMES.map(first)));
    expect(met).toHaveLength(NAMES.length);
    expect(await all(9)).toHaveLength(NAMES.length);
    expect(await rows().count()).toBe(NAMES.length);
  });

  it('finds the counterparts of rows, and takes them away', async () => {
    await rows().put(NAMES.slice(0, 3).map(first));
    expect(await rows().counterparts(['a', 'd'].map(first))).toEqual([first('a')]);
    await rows().remove(['a', 'd'].map(first));
    expect(await rows().counterparts(['a', 'b'].map(first))).toEqual([first('b')]);
    expect(await rows().count()).toBe(2);
  });
}
