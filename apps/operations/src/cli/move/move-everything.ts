import { PermanentError } from '#contracts/errors.js';
import type { Clock } from '#ports/clock.port.js';
import type { MovableStore } from '#ports/moving/movable-store.js';
import { MOVED_KEYS, type MovedKind, type MovedRows } from '#ports/moving/moved-rows.js';
import { KIND_RULES, type KindRules } from './kind-rules.js';
import { KindMove, type KindReport } from './move-kind.js';

/** Shows how far the move of a kind is. */
export type Progress = <Result>(
  label: string,
  total: number,
  work: (tick: () => void) => Promise<Result>,
) => Promise<Result>;

/** What a move did, kind by kind. */
export interface MoveReport {
  readonly kinds: readonly KindReport[];
  /** Everything is there, equal or newer. */
  readonly verified: boolean;
}

/**
 * Copies everything that is kept from one installation at rest to another, and checks it. It can be interrupted and done
 * again at any time; people whom an attempt brought and who are gone from the origin since are taken away again. When all is
 * verified, both remember it under `id`: the way back then takes away what was deleted meanwhile, and a further move between
 * the same two in the same direction does not bring back what was.
 */
export async function moveEverything(
  from: MovableStore,
  to: MovableStore,
  { id, clock, progress }: { id: string; clock: Clock; progress: Progress },
): Promise<MoveReport> {
  const facts = await from.subscriberFacts();
  if (facts > 0) {
    throw new PermanentError(
      `${facts} facts about subscribers still wait for the event log; start the server until they are carried, stop it, and move then.`,
    );
  }
  const [here, there] = [await from.lastMove(), await to.lastMove()];
  const again = here?.end === 'origin' && there?.end === 'target' && here.id === there.id;
  const isWayBack = here?.end === 'target' && there?.end === 'origin' && here.id === there.id;
  const attempt = again || isWayBack ? undefined : await begin(from, to, { id, at: clock.now() });
  const kinds: KindReport[] = [];
  for (const kind of Object.keys(KIND_RULES) as MovedKind[]) {
    kinds.push(await moveKind(kind, { from, to, again, isWayBack, attempt, progress }));
  }
  const verified = kinds.every((report) => report.verified);
  if (verified && !again) {
    const at = clock.now();
    await from.noteMove({ id, end: 'origin', at });
    await to.noteMove({ id, end: 'target', at });
  }
  return { kinds, verified };
}

interface Ends {
  readonly from: MovableStore;
  readonly to: MovableStore;
}

/**
 * Notes at both ends that this move is under way, unless the target has people of its own. Answers when it was last tried: then
 * the people there are those whom that attempt brought.
 */
async function begin(
  from: MovableStore,
  to: MovableStore,
  { id: newId, at }: { id: string; at: Date },
): Promise<Date | undefined> {
  const [here, there] = [await from.begunMove(), await to.begunMove()];
  const last = here?.end === 'origin' && there?.end === 'target' && here.id === there.id ? here : undefined;
  if (last === undefined && (await hasPeople(to))) return undefined;
  const id = last?.id ?? newId;
  await to.noteBegun({ id, end: 'target', at });
  await from.noteBegun({ id, end: 'origin', at });
  return last?.at;
}

async function hasPeople({ kinds: { subscribers, signups, suppressions } }: MovableStore): Promise<boolean> {
  const counts = [await subscribers.count(), await signups.count(), await suppressions.count()];
  return counts.some((count) => count > 0);
}

async function moveKind<Kind extends MovedKind>(
  kind: Kind,
  {
    from,
    to,
    again,
    isWayBack,
    attempt,
    progress,
  }: Ends & { again: boolean; isWayBack: boolean; attempt: Date | undefined; progress: Progress },
): Promise<KindReport> {
  const rules: KindRules<MovedRows[Kind]> = KIND_RULES[kind];
  const keyOf = (row: MovedRows[Kind]): string => JSON.stringify(MOVED_KEYS[kind](row));
  const way = { from: from.kinds[kind], to: to.kinds[kind], rules, keyOf };
  const rows = await way.from.count();
  return progress(rules.name.padEnd(26), rows * 2, async (tick) => {
    const move = new KindMove(way, tick);
    if (isWayBack && rules.deletable) await move.removeWhatIsGone();
    if (attempt !== undefined) await move.removeWhoIsGone(attempt);
    await move.copy(again);
    return move.report(again);
  });
}
