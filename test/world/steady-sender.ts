import { signWebhook } from '#apps/operations/src/cli/sign-webhook.js';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { aVariedArticle } from './varied-article.js';
import type { Sender, World } from './world.js';

const PACE_MS = 500;
const ANSWER_WITHIN_MS = 60_000;

interface Answer {
  /** 0 when the connection failed. */
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Posts one article after the other until it is told to end, each again until it is taken, as a CMS does. */
export class SteadySender {
  /** Every answer since it was last looked at, refusals included. */
  private answers: Answer[] = [];
  readonly accepted = new Set<string>();
  private ending = false;
  private readonly work: Promise<void>;

  constructor(
    private readonly world: World,
    private readonly sender: Sender,
  ) {
    this.work = this.postAll();
  }

  /** The answers that came since the last call. */
  take(): Answer[] {
    const answers = this.answers;
    this.answers = [];
    return answers;
  }

  /** The statuses of the answers since the last call, without taking them. */
  get lately(): number[] {
    return this.answers.map(({ status }) => status);
  }

  /** Resolves when the last article is taken. */
  async end(): Promise<void> {
    this.ending = true;
    await this.work;
  }

  private async postAll(): Promise<void> {
    for (let turn = 0; !this.ending; turn += 1) {
      const name = `steady-${turn}`;
      const body = JSON.stringify(aVariedArticle(name, turn));
      while (!(await this.isTaken(body, `msg_${name}`))) await pause(PACE_MS);
      await pause(PACE_MS);
    }
  }

  private async isTaken(body: string, id: string): Promise<boolean> {
    const { headers } = signWebhook(body, this.sender.secret, new Date(), id);
    const url = `${this.world.newsroom.url}/v1/sources/${this.sender.id}/articles`;
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const response = await fetch(url, { method: 'POST', body, headers, signal }).catch(() => undefined);
    const text = await response?.text().catch(() => undefined);
    if (response === undefined || text === undefined) {
      this.answers.push({ status: 0, retryAfter: null });
      return false;
    }
    this.answers.push({ status: response.status, retryAfter: response.headers.get('retry-after') });
    if (response.status !== 202) return false;
    this.accepted.add(z.looseObject({ id: z.string() }).parse(JSON.parse(text)).id);
    return true;
  }
}
