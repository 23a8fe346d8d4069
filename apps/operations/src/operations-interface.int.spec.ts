import { listOf } from '#contracts/list-query.js';
import { Problem } from '#contracts/problem.js';
import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { failedJob } from '#runtime/testing/failed-job.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { z } from 'zod';
import { AuditDto } from './audit/read-audit.js';
import { DeadLetterDetailDto, DeadLetterDto } from './dead-letters/dead-letter.dto.js';
import { OperationsModule } from './operations.module.js';
import { JobDto, QueueDto } from './queues/queue.dto.js';

const QUEUE = '/v1/ops/queues/tests.failed';

describe('The interface of operations', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(OperationsModule, { dataDir: ':memory:' });
  });
  afterAll(() => app.stop());

  const ask = async <Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    { method = 'GET', body, status = 200 }: { method?: string; body?: object; status?: number } = {},
  ): Promise<z.infer<Schema>> => {
    const sent =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await app.fetch(path, { method, admin: true, ...sent });
    expect([path, response.status]).toEqual([path, status]);
    return schema.parse(await response.json());
  };
  const acts = async (target: string): Promise<string[]> => {
    const { items } = await ask(z.object({ items: z.array(AuditDto) }), `/v1/ops/audit?target=${target}`);
    return items.map(({ who, what, outcome }) => `${who} ${what} ${outcome}`);
  };

  it.each(['/v1/ops/consumers', '/v1/ops/queues', QUEUE, `${QUEUE}/jobs`, '/v1/ops/audit', '/v1/ops/dead-letters/x'])(
    'answers nobody without the token at %s',
    async (path) => {
      expect((await app.fetch(path)).status).toBe(401);
    },
  );

  it('shows a queue and its jobs, pauses it, lets it go on and retries a job, each act on record', async () => {
    await failedJob(app, 'fails', 'it broke');
    const queue = z.strictObject(QueueDto.shape);
    const { items } = await ask(z.strictObject({ items: z.array(queue) }), '/v1/ops/queues');
    expect(items.map(({ name }) => name)).toContain('tests.failed');
    expect(await ask(queue, QUEUE)).toMatchObject({ paused: false, counts: { failed: 1 } });
    const jobs = await ask(z.object({ items: z.array(z.strictObject(JobDto.shape)) }), `${QUEUE}/jobs?state=failed`);
    expect(jobs.items).toMatchObject([{ id: 'fails', data: { edition: 'e1' }, state: 'failed', error: 'it broke' }]);
    expect(await ask(queue, `${QUEUE}/pause`, { method: 'POST' })).toMatchObject({ paused: true });
    expect(await ask(queue, `${QUEUE}/resume`, { method: 'POST' })).toMatchObject({ paused: false });
    const retry = `${QUEUE}/jobs/fails/retry`;
    const retried = await ask(z.unknown(), retry, { method: 'POST', status: 202 });
    expect(retried).toEqual({ id: 'fails', outcome: 'retried' });
    await ask(z.unknown(), retry, { method: 'POST', status: 404 });
    expect(await ask(queue, QUEUE)).toMatchObject({ counts: { failed: 0, waiting: 1 } });
    expect(await acts(`${QUEUE}/pause`)).toEqual(['token POST /v1/ops/queues/:name/pause done']);
    expect(await acts(`${QUEUE}/resume`)).toEqual(['token POST /v1/ops/queues/:name/resume done']);
    const what = 'token POST /v1/ops/queues/:name/jobs/:id/retry';
    expect(await acts(retry)).toEqual([`${what} refused`, `${what} done`]);
    await ask(z.unknown(), '/v1/ops/queues/nothing', { status: 404 });
    await ask(z.unknown(), `${QUEUE}/jobs?state=lost`, { status: 422 });
  });

  it('leads through all jobs of a queue by cursors, and refuses what is no cursor', async () => {
    const ids = Array.from({ length: 5 }, (_, n) => `many-${n}`);
    await app.get(JobQueue).add(ids.map((id) => ({ queue: 'tests.many', id, data: {} })));
    const path = '/v1/ops/queues/tests.many/jobs?state=waiting&limit=2';
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await ask(listOf(JobDto), cursor === undefined ? path : `${path}&cursor=${cursor}`);
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect(await ask(Problem, `${path}&cursor=somewhere`, { status: 422 })).toMatchObject({
      errors: [{ pointer: '/cursor', detail: 'the cursor is none of this list' }],
    });
  });

  it('shows a dead letter whole and gives it up with a reason, once, on record', async () => {
    const id = await failedJob(app, 'letter', 'beyond repair');
    const path = `/v1/ops/dead-letters/${id}`;
    const letter = await ask(z.strictObject(DeadLetterDetailDto.shape), path);
    expect(letter).toMatchObject({ id, state: 'open', error: 'beyond repair', value: '{"edition":"e1"}' });
    await ask(z.unknown(), path, { method: 'DELETE', body: {}, status: 422 });
    const given = { method: 'DELETE', body: { reason: 'an old test' } };
    const discarded = await ask(z.strictObject(DeadLetterDto.shape), path, given);
    expect(discarded).toMatchObject({ state: 'discarded', note: 'an old test' });
    // Or the queue would count it as failed for ever.
    expect(await app.get(JobQueue).find('tests.failed', 'letter')).toBeUndefined();
    const again = { ...given, body: { reason: 'another reason' } };
    expect(await ask(z.strictObject(DeadLetterDto.shape), path, again)).toEqual(discarded);
    const what = 'token DELETE /v1/ops/dead-letters/:id';
    expect(await acts(path)).toContain(`${what} done`);
    await ask(z.unknown(), '/v1/ops/dead-letters/nothing', { status: 404 });
  });

  it('does not give up a dead letter that was handled again', async () => {
    const id = await failedJob(app, 'mended', 'it broke');
    const path = `/v1/ops/dead-letters/${id}`;
    // As where its job is done at last.
    await app.get(DeadLetterStore).settle(id, 'redriven');
    await ask(Problem, path, { method: 'DELETE', body: { reason: 'too late' }, status: 409 });
    expect(await ask(z.strictObject(DeadLetterDetailDto.shape), path)).toMatchObject({ state: 'redriven' });
  });
});
