import { articleIdOf } from '#contracts/article-id.js';
import { Clock } from '#ports/clock.port.js';
import type { Source } from '#ports/source-store.port.js';
import { currentTraceparent } from '#runtime/telemetry/trace.js';
import { Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import { ScheduledReleases } from '../release-embargo/scheduled-releases.js';
import { inputHash } from './input-hash.js';
import { IntakeAnswers, refusal } from './intake-answers.js';
import type { IntakeAnswer } from './intake-request.js';
import { Intake } from './intake.js';
import { RateLimit } from './rate-limit.js';
import { readBody } from './read-body.js';
import type { Submission } from './submission.js';

/** Takes the verified body of a webhook: reads it in the source's format, accepts what is right, answers for each article. */
@Injectable()
export class ReceiveArticle {
  constructor(
    private readonly intake: Intake,
    private readonly rateLimit: RateLimit,
    private readonly answers: IntakeAnswers,
    private readonly releases: ScheduledReleases,
    private readonly clock: Clock,
  ) {}

  async receive(source: Source, webhookId: string, bytes: Uint8Array): Promise<IntakeAnswer> {
    const bodyHash = hash('sha256', bytes);
    const body = readBody(bytes, source);
    await this.rateLimit.take(source, webhookId, body.articles.length);
    const [only] = body.articles;
    if (!body.batch && only !== undefined && 'errors' in only) throw refusal(only);
    const submissions = body.articles.flatMap((entry) =>
      'article' in entry ? this.submission(source, entry.article) : [],
    );
    const answer = await this.intake.accept({
      delivery: { source: source.id, webhookId, bodyHash },
      submissions,
      answer: (accepted) => this.answers.answer(body, accepted),
    });
    await this.releases.schedule(submissions);
    return answer;
  }

  private submission(source: Source, article: Submission['article']): Submission {
    const traceparent = currentTraceparent();
    return {
      id: articleIdOf(source.id, article.externalId),
      source: source.id,
      article,
      inputHash: inputHash(article),
      receivedAt: this.clock.now().toISOString(),
      ...(traceparent === undefined ? {} : { traceparent }),
    };
  }
}
