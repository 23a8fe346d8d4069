import type { EditionId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import type { Job } from '#ports/job-queue.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { PLAN_QUEUE, PlanOrder } from './plan-queue.js';
import { PlanSlots } from './plan-slots.js';
import { StartSending } from './start-sending.js';

const PAGE = 100;

/**
 * Looks every minute which slots are due, and takes up editions that a crash left between two steps; looks at instant newsletters
 * soon after articles came, too.
 */
@Injectable()
export class PlanEditions {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly editions: EditionStore,
    private readonly slots: PlanSlots,
    private readonly sending: StartSending,
    private readonly clock: Clock,
  ) {}

  /** A newsletter that cannot be planned keeps no other from it; what went wrong is thrown at the end. */
  @OnSchedule({ queue: PLAN_QUEUE, id: 'look', cron: '* * * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: PLAN_QUEUE })
  async run({ data }: Job): Promise<void> {
    const { only } = PlanOrder.parse(data);
    const errors: unknown[] = [];
    for (let after: string | undefined; ;) {
      const page = await this.newsletters.list({ limit: PAGE, ...(after === undefined ? {} : { after }) });
      const wanted = page.filter(({ schedule }) => only === undefined || schedule.kind === only);
      for (const newsletter of wanted) await this.planOne(newsletter).catch((error: unknown) => errors.push(error));
      after = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} newsletters could not be planned`);
  }

  private async planOne(newsletter: Newsletter): Promise<void> {
    await this.slots.plan(newsletter, this.clock.now());
    for (const id of await this.notEnded(newsletter)) await this.sending.start(id, newsletter);
  }

  /** Those that were just made among them. */
  private async notEnded({ id }: Newsletter): Promise<EditionId[]> {
    const found = await this.editions.list({ newsletter: id, states: ['planned', 'sending'], limit: PAGE });
    return found.map((edition) => edition.id).reverse();
  }
}
