import type { Job, JobPage, JobPageRequest, JobState } from '#ports/job-queue.port.js';
import type { Job as BullJob, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { LISTS_OF, readCursor, writeCursor, type BullList, type BullPlace } from './bull-page-cursor.js';
import { activePlaces, placesByScore, placesInTurn } from './bull-places.js';
import type { BullQueues } from './bull-queues.js';
import { jobOf, type StoredData } from './stored-job.js';

const STATES: Readonly<Record<string, JobState>> = {
  waiting: 'waiting',
  delayed: 'delayed',
  active: 'active',
  completed: 'finished',
  failed: 'failed',
};

/** The jobs of a queue, by id and in one state page by page; waiting ones are in two lists, one behind the other. */
export class BullPages {
  constructor(
    private readonly client: Redis,
    private readonly queues: BullQueues,
  ) {}

  async page(name: string, state: JobState, { limit, cursor }: JobPageRequest): Promise<JobPage> {
    const queue = this.queues.get(name);
    const after = cursor === undefined ? undefined : readCursor(cursor, state);
    const places = await this.places(queue, state, limit + 1, after);
    const shown = places.slice(0, limit);
    const stored = await Promise.all(shown.map(({ id }) => this.queues.getJob(name, id)));
    const jobs = stored.flatMap((job) => (job === undefined ? [] : jobOf(name, job, state)));
    const last = shown.at(-1);
    if (places.length <= limit || last === undefined) return { jobs };
    const tries = stored.at(-1)?.attemptsStarted ?? 0;
    return { jobs, next: writeCursor(last.list === 'wait' ? { ...last, mark: String(tries) } : last) };
  }

  async find(name: string, id: string): Promise<Job | undefined> {
    const stored = await this.queues.find(name, id);
    const state = stored === undefined ? undefined : STATES[await stored.getState()];
    if (stored === undefined || state === undefined) return undefined;
    return jobOf(name, stored, state === 'delayed' && (await this.isDue(name, stored)) ? 'waiting' : state);
  }

  private async isDue(name: string, { id = '' }: BullJob): Promise<boolean> {
    const score = await this.client.zscore(this.queues.get(name).toKey('delayed'), id);
    return score !== null && Number(score) <= Number(this.queues.dueScore());
  }

  private async places(
    queue: Queue<StoredData>,
    state: JobState,
    count: number,
    after: BullPlace | undefined,
  ): Promise<BullPlace[]> {
    const lists = LISTS_OF[state];
    const found: BullPlace[] = [];
    for (const list of lists.slice(after === undefined ? 0 : lists.indexOf(after.list))) {
      if (found.length >= count) break;
      const own = list === after?.list ? after : undefined;
      found.push(...(await this.placesIn(queue, { list, state }, count - found.length, own)));
    }
    return found;
  }

  private placesIn(
    queue: Queue<StoredData>,
    { list, state }: { readonly list: BullList; readonly state: JobState },
    count: number,
    after: BullPlace | undefined,
  ): Promise<BullPlace[]> {
    const query = { client: this.client, key: queue.toKey(list), count, after };
    if (list === 'wait') return placesInTurn(query, queue.toKey(after?.id ?? ''));
    if (list === 'active') return activePlaces(query);
    if (list !== 'delayed') return placesByScore(query, { list, from: after?.mark ?? '+inf', to: '-inf' });
    const due = this.queues.dueScore();
    if (state === 'waiting') return placesByScore(query, { list, from: after?.mark ?? '-inf', to: due });
    const isAhead = after !== undefined && Number(after.mark) > Number(due);
    return placesByScore(query, { list, from: isAhead ? after.mark : `(${due}`, to: '+inf' });
  }
}
