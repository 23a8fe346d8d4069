import type { Newsletter } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore, type EditionRecord } from '#ports/edition-store.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { HandleJobs, OnSchedule } from '#runtime/jobs/handle-jobs.decorator.js';
import { Injectable } from '@nestjs/common';
import { PlanSlots } from './plan-slots.js';
import { StartSending } from './start-sending.js';

/** Queue of looks at what is due. */
export const PLAN_QUEUE = 'newsletter.plan';
const PAGE = 100;
const IN_HAND_MS = 60_000;

/** Looks every minute which slots are due, and takes up editions that a crash left between two steps. */
@Injectable()
export class PlanEditions {
  constructor(
    private readonly newsletters: NewsletterStore,
    private readonly editions: EditionStore,
    private readonly slots: PlanSlots,
    private readonly sending: StartSending,
    private readonly clock: Clock,
  ) {}

  @OnSchedule({ queue: PLAN_QUEUE, id: 'look', cron: '* * * * *', timeZone: 'UTC' })
  @HandleJobs({ queue: PLAN_QUEUE })
  async run(): Promise<void> {
    for (let after: string | undefined; ;) {
      const page = await this.newsletters.list({ limit: PAGE, ...(after === undefined ? {} : { after }) });
      for (const newsletter of page) await this.planOne(newsletter);
      after = page.at(-1)?.id;
      if (page.length < PAGE) return;
    }
  }

  private async planOne(newsletter: Newsletter): Promise<void> {
    await this.slots.plan(newsletter, this.clock.now());
    for (const edition of await this.unfinished(newsletter)) await this.sending.start(edition.id, newsletter);
  }

  /** Those whose audience somebody is writing just now are left to him. */
  private async unfinished({ id }: Newsletter): Promise<EditionRecord[]> {
    const found = await this.editions.list({ newsletter: id, states: ['planned', 'sending'], limit: PAGE });
    const settled = this.clock.now().getTime() - IN_HAND_MS;
    return found.filter(({ audienceComplete, createdAt }) => audienceComplete || Date.parse(createdAt) < settled);
  }
}
