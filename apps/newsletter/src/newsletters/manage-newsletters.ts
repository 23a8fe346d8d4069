import type { NewsletterId } from '#contracts/ids.js';
import { Newsletter } from '#contracts/newsletter.js';
import { invalidInput, ProblemError } from '#contracts/problem.js';
import { NewsletterStore } from '#ports/newsletter-store.port.js';
import { Injectable } from '@nestjs/common';
import { Cron } from 'croner';
import type { NewsletterChange } from './newsletter.dto.js';

/** Makes and changes newsletters. */
@Injectable()
export class ManageNewsletters {
  constructor(private readonly store: NewsletterStore) {}

  /** 409 when the id is taken. */
  async create(newsletter: Newsletter): Promise<Newsletter> {
    mustBeSendable(newsletter);
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
    mustBeSendable(parsed.data);
    if (!(await this.store.replace(parsed.data))) missing(id);
    return parsed.data;
  }

  async remove(id: NewsletterId): Promise<void> {
    if (!(await this.store.remove(id))) missing(id);
  }
}

function missing(id: string): never {
  throw new ProblemError(404, `There is no newsletter ${id}.`);
}

/** What the shape alone does not say: a cron expression that can be read, fewest articles not above most. */
function mustBeSendable({ schedule, minArticles, maxArticles }: Newsletter): void {
  if (minArticles > maxArticles) throw wrong('/minArticles', `is above maxArticles (${maxArticles})`);
  if (schedule.kind !== 'cron') return;
  try {
    new Cron(schedule.cron, { paused: true });
  } catch (error) {
    throw wrong('/schedule/cron', error instanceof Error ? error.message : 'is no cron expression');
  }
}

function wrong(pointer: string, detail: string): ProblemError {
  return new ProblemError(422, `The newsletter holds an invalid value: ${pointer} ${detail}`, {
    errors: [{ pointer, detail }],
  });
}
