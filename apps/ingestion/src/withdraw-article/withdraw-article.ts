import type { ArticleId } from '#contracts/ids.js';
import type { NativeArticle } from '#contracts/native-article.js';
import { ProblemError } from '#contracts/problem.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { currentTraceparent } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { inputHash } from '../receive-article/input-hash.js';
import { Intake } from '../receive-article/intake.js';
import { ReceiptLinks } from '../receive-article/receipt-links.js';
import type { AcceptedDto } from '../receive-article/receive-article.dto.js';
import type { Accepted } from '../receive-article/submission.js';

/** Takes an article back as its source could: through the intake, with a version of its own. */
@Injectable()
export class WithdrawArticle {
  constructor(
    private readonly intake: Intake,
    private readonly store: ArticleStore,
    private readonly links: ReceiptLinks,
    private readonly clock: Clock,
  ) {}

  /** 404 when there is no such article. */
  async withdraw(id: ArticleId, reason: string): Promise<AcceptedDto> {
    const head = (await this.store.heads([id])).get(id);
    const newest = (await this.store.versions(id)).at(-1);
    if (head === undefined || newest === undefined) throw new ProblemError(404, `There is no article ${id}.`);
    const article: NativeArticle = { externalId: head.externalId, title: newest.input.title, status: 'withdrawn' };
    const traceparent = currentTraceparent();
    const submission = {
      ...{ id, source: head.source, article, inputHash: inputHash(article), reason },
      receivedAt: this.clock.now().toISOString(),
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    let outcome: Accepted | undefined;
    await this.intake.accept({
      submissions: [submission],
      answer: ([accepted]) => {
        outcome = accepted;
        return { status: 202, body: '' };
      },
    });
    if (outcome === undefined) throw new Error('the withdrawal was accepted without an outcome');
    return { ...outcome, receipt: this.links.urlOf(id) };
  }
}
