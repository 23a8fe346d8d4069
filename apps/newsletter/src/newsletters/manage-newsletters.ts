import type { NewsletterId } from '#contracts/ids.js';
import { Newsletter } from '#contracts/newsletter.js';
import { invalidInput, ProblemError } from '#contracts/problem.js';
import { Clock } from '#ports/clock.port.js';
import { EditionStore } from '#ports/edition-store.port.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { Injectable } from '@nestjs/common';
import { SteerEdition } from '../editions/steer-edition.js';
import { nextRun } from '../plan-edition/cron-runs.js';
import type { NewsletterChange } from './newsletter.dto.js';

const PAGE = 50;

/** Makes and changes newsletters. */
@Injectable()
export class ManageNewsletters {
  constructor(
    private readonly store: NewsletterStore,
    private readonly editions: EditionStore,
    private readonly steering: SteerEdition,
    private readonly clock: Clock,
  ) {}

  /** 409 when the id is taken. */
  async create(newsletter: Newsletter): Promise<Newsletter> {
    mustBeSendable(newsletter, this.clock.now());
    if (!(await this.store.create(newsletter))) {
      throw new ProblemError(409, `There is a newsletter ${newsletter.id} already.`);
    }
    return newsletter;
  }

  async find(id: NewsletterId): Promise<Newsletter> {
    return (await this.store.find(id)) ?? missing(id);
  }

  /** 422 when the newsletter would no longer be one. */
  async change(id: NewsletterId, change: NewsletterChange): Promise<Newsletter> {
    const merged = Object.entries({ ...(await this.find(id)), ...change }).filter(
      ([, value]) => value !== null && value !== undefined,
    );
    const parsed = Newsletter.safeParse(Object.fromEntries(merged));
    if (!parsed.success) throw invalidInput(parsed.error);
    mustBeSendable(parsed.data, this.clock.now());
    if (!(await this.store.replace(parsed.data))) missing(id);
    return parsed.data;
  }

  /** Cancels what is not sent yet. */
  async remove(id: NewsletterId): Promise<void> {
    if (!(await this.store.remove(id))) missing(id);
    for (;;) {
      const live = await this.editions.list({ newsletter: id, states: ['planned', 'sending', 'paused'], limit: PAGE });
      for (const edition of live) await this.steering.cancel(edition.id, 'the removal of the newsletter');
      if (live.length < PAGE) return;
    }
  }
}

function missing(id: string): never {
  throw new ProblemError(404, `There is no newsletter ${id}.`);
}

/** What the shape alone does not say: a cron expression that will run, fewest articles not above most. */
function mustBeSendable({ schedule, minArticles, maxArticles }: Newsletter, now: Date): void {
  if (minArticles > maxArticles) throw wrong('/minArticles', `is above maxArticles (${maxArticles})`);
  const mistake = schedule.kind === 'cron' ? cronMistake(schedule.cron, now) : undefined;
  if (mistake !== undefined) throw wrong('/schedule/cron', mistake);
}

function cronMistake(expression: string, now: Date): string | undefined {
  if (!/^\S+( +\S+){4,5}$/.test(expression.trim())) return 'must have five or six fields';
  try {
    return nextRun(expression, now) === undefined ? 'never runs' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no cron expression';
  }
}

function wrong(pointer: string, detail: string): ProblemError {
  return new ProblemError(422, `The newsletter holds an invalid value: ${pointer} ${detail}`, {
    errors: [{ pointer, detail }],
  });
}
