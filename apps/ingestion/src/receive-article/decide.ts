import { createEvent } from '#contracts/cloud-event.js';
import { ArticleWithdrawn } from '#contracts/events/article-withdrawn.event.js';
import { StageCompleted } from '#contracts/events/stage-completed.event.js';
import type { ArticleHead, ArticleWrite } from '#ports/article-store.port.js';
import type { Accepted, Submission } from './submission.js';

/** What a submission means for the article as it stands; no write when nothing is to be kept. */
export interface Decision {
  readonly accepted: Accepted;
  readonly write?: ArticleWrite;
}

type Order = ArticleHead['order'];

/** Compares an arriving article with the newest state: new, changed, taken back, the same, or older than what is there. */
export function decide(head: ArticleHead | undefined, submission: Submission, now: Date): Decision {
  const order = orderOf(submission);
  if (head !== undefined && (isOlder(order, head.order) || isTakenBack(head, order))) return kept(head, 'stale');
  if (head?.inputHash === submission.inputHash) return unchanged(head, order);
  if (submission.article.status === 'withdrawn') return withdrawn(head, submission, order);
  const { embargoedUntil } = submission.article;
  const embargoed = embargoedUntil !== undefined && Date.parse(embargoedUntil) > now.getTime();
  return embargoed ? scheduled(head, submission, order, embargoedUntil) : accepted(head, submission, order);
}

function orderOf({ article: { version, modifiedAt } }: Submission): Order {
  return { ...(version === undefined ? {} : { version }), ...(modifiedAt === undefined ? {} : { modifiedAt }) };
}

/** By the sender's version where both have one, else by its time; without either the order of arrival holds. */
function isOlder(order: Order, known: Order): boolean {
  if (order.version !== undefined && known.version !== undefined && order.version !== known.version) {
    return order.version < known.version;
  }
  if (order.modifiedAt === undefined || known.modifiedAt === undefined) return false;
  return Date.parse(order.modifiedAt) < Date.parse(known.modifiedAt);
}

/** After a withdrawal the very version that was withdrawn does not bring the article back, however often it is sent. */
function isTakenBack({ state, order: known }: ArticleHead, order: Order): boolean {
  return state === 'withdrawn' && areComparable(order, known) && !isOlder(known, order);
}

function areComparable(one: Order, other: Order): boolean {
  const haveVersions = one.version !== undefined && other.version !== undefined;
  return haveVersions || (one.modifiedAt !== undefined && other.modifiedAt !== undefined);
}

function kept(head: ArticleHead, outcome: 'stale' | 'unchanged'): Decision {
  return { accepted: { id: head.id, version: head.version, outcome } };
}

/** The same content under a later order mark: the mark is kept, so that what lies between is stale. */
function unchanged(head: ArticleHead, order: Order): Decision {
  const later = isOlder(head.order, order) || (head.order.version === undefined && order.version !== undefined);
  if (!later) return kept(head, 'unchanged');
  const marked = { ...head, revision: head.revision + 1, order: { ...head.order, ...order } };
  return { ...kept(head, 'unchanged'), write: { expectedRevision: head.revision, head: marked, outbox: [] } };
}

function accepted(head: ArticleHead | undefined, submission: Submission, order: Order): Decision {
  const version = (head?.version ?? 0) + 1;
  const outcome = head === undefined ? 'created' : 'updated';
  return {
    accepted: { id: submission.id, version, outcome },
    write: {
      expectedRevision: head?.revision ?? 0,
      head: { ...headOf(head, submission, order), ...published(head), version, state: 'accepted' },
      received: receivedOf(submission, version),
      outbox: [],
    },
  };
}

/** A public article that is put under embargo is first taken back, with a version of its own. */
function scheduled(head: ArticleHead | undefined, submission: Submission, order: Order, until: string): Decision {
  const before = head?.version ?? 0;
  const isPublic = head?.publishedVersion !== undefined;
  const version = before + (isPublic ? 2 : 1);
  const takenBack = isPublic ? [withdrawnEvent(submission, before + 1, 'embargo')] : [];
  return {
    accepted: { id: submission.id, version, outcome: 'scheduled' },
    write: {
      expectedRevision: head?.revision ?? 0,
      head: { ...headOf(head, submission, order), version, state: 'scheduled', releaseAt: until },
      received: receivedOf(submission, version),
      published: null,
      outbox: [...takenBack, stageEvent(submission, version, 'scheduled')],
    },
  };
}

function withdrawn(head: ArticleHead | undefined, submission: Submission, order: Order): Decision {
  const version = (head?.version ?? 0) + 1;
  const known =
    head?.publishedVersion === undefined
      ? []
      : [withdrawnEvent(submission, version, submission.reason ?? 'withdrawn by its source')];
  return {
    accepted: { id: submission.id, version, outcome: 'withdrawn' },
    write: {
      expectedRevision: head?.revision ?? 0,
      head: { ...headOf(head, submission, order), version, state: 'withdrawn' },
      received: receivedOf(submission, version),
      published: null,
      outbox: [...known, stageEvent(submission, version, 'withdrawn')],
    },
  };
}

function headOf(
  head: ArticleHead | undefined,
  { id, source, article: { externalId }, inputHash }: Submission,
  order: Order,
): Omit<ArticleHead, 'version' | 'state'> {
  const revision = (head?.revision ?? 0) + 1;
  return { id, source, externalId, inputHash, revision, order: { ...head?.order, ...order } };
}

function published(head: ArticleHead | undefined): Pick<ArticleHead, 'publishedVersion'> {
  return head?.publishedVersion === undefined ? {} : { publishedVersion: head.publishedVersion };
}

function receivedOf(
  { receivedAt, article, traceparent }: Submission,
  version: number,
): ArticleWrite['received'] & object {
  return { version, receivedAt, input: article, ...(traceparent === undefined ? {} : { traceparent }) };
}

function withdrawnEvent({ id, receivedAt, traceparent }: Submission, version: number, reason: string) {
  const origin = { service: 'ingestion', time: new Date(receivedAt), traceparent } as const;
  return createEvent(ArticleWithdrawn, { articleId: id, version, reason, at: receivedAt }, origin);
}

function stageEvent(
  { id, receivedAt, traceparent, reason }: Submission,
  version: number,
  stage: 'scheduled' | 'withdrawn',
) {
  const origin = { service: 'ingestion', time: new Date(receivedAt), traceparent } as const;
  const place = stage === 'withdrawn' ? { place: 'ingestion' } : {};
  const detail = reason === undefined ? {} : { detail: { reason } };
  return createEvent(StageCompleted, { articleId: id, version, stage, at: receivedAt, ...place, ...detail }, origin);
}
