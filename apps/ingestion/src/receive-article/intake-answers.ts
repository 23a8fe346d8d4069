import { ProblemError } from '#contracts/problem.js';
import { Injectable } from '@nestjs/common';
import { IntakeMetrics } from './intake-metrics.js';
import type { ReadArticle, ReadBody, RefusedArticle } from './read-body.js';
import { ReceiptLinks } from './receipt-links.js';
import type { Accepted } from './submission.js';

const ACCEPTED = 202;
const KNOWN = 200;
const BATCH = 207;

/** Makes the answer to a sender: one outcome, or one result for each article of a batch. */
@Injectable()
export class IntakeAnswers {
  constructor(
    private readonly links: ReceiptLinks,
    private readonly metrics: IntakeMetrics,
  ) {}

  /** `accepted` holds the outcomes of those that were read, in order. */
  answer({ articles, batch }: ReadBody, accepted: readonly Accepted[]): { status: number; body: string } {
    const rest = [...accepted];
    const results = articles.map((entry) => this.resultOf(entry, rest));
    if (batch) return { status: BATCH, body: JSON.stringify({ results }) };
    const [{ status, ...only } = { status: KNOWN }] = results;
    return { status, body: JSON.stringify(only) };
  }

  private resultOf(entry: ReadArticle, rest: Accepted[]): { readonly status: number } {
    if ('errors' in entry) return { status: 422, ...{ detail: refusal(entry).message, errors: entry.errors } };
    const one = rest.shift();
    if (one === undefined) throw new Error('an article was accepted without an outcome');
    this.metrics.outcomes.inc({ outcome: one.outcome });
    return { status: statusOf(one), ...one, ...{ receipt: this.links.urlOf(one.id) } };
  }
}

function statusOf({ outcome }: Accepted): number {
  return outcome === 'unchanged' || outcome === 'stale' ? KNOWN : ACCEPTED;
}

/** The problem that a refused article is answered with. */
export function refusal({ errors }: RefusedArticle): ProblemError {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new ProblemError(
    422,
    `The article is refused: ${first?.pointer ?? ''} ${first?.detail ?? 'is wrong'}${more}`,
    {
      errors,
    },
  );
}
