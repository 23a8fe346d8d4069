import { Clock } from '#ports/clock.port.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { Injectable } from '@nestjs/common';
import { PLAN_QUEUE, type PlanOrder } from './plan-queue.js';

/** Articles that come within a second share an edition; the look is at least so late. */
const STEP_MS = 1_000;
const PAGE = 100;

/** Has the newsletters that go out instantly looked at soon, once for all that comes until then. */
@Injectable()
export class InstantLook {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly jobQueue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Durable when it resolves. */
  async soon(): Promise<void> {
    if (!(await this.anyInstant())) return;
    const runAt = new Date(Math.ceil((this.clock.now().getTime() + STEP_MS) / STEP_MS) * STEP_MS);
    const data = { only: 'instant' } satisfies PlanOrder;
    await this.jobQueue.add([{ queue: PLAN_QUEUE, id: `instant-${runAt.getTime()}`, data, runAt }]);
  }

  private async anyInstant(): Promise<boolean> {
    for (let after: string | undefined; ;) {
      const page = await this.newsletters.list({ limit: PAGE, ...(after === undefined ? {} : { after }) });
      if (page.some(({ schedule }) => schedule.kind === 'instant')) return true;
      after = page.at(-1)?.id;
      if (page.length < PAGE) return false;
    }
  }
}
