import type { EventDefinition } from '../cloud-event.js';
import { ArticlePublished } from './article-published.event.js';
import { ArticleWithdrawn } from './article-withdrawn.event.js';
import { EditionCanceled } from './edition-canceled.event.js';
import { EditionFinished } from './edition-finished.event.js';
import { EditionPlanned } from './edition-planned.event.js';
import { StageCompleted } from './stage-completed.event.js';
import { StageFailed } from './stage-failed.event.js';
import { SubscriptionConfirmed } from './subscription-confirmed.event.js';
import { SubscriptionEnded } from './subscription-ended.event.js';

/** What a reader of the log may know of any event without knowing its data. */
export type AnyEvent = Pick<EventDefinition, 'type' | 'topic' | 'schema' | 'example'>;

/** Every event there is; the log's reader, AsyncAPI and the event catalogue are made from it. */
export const EVENTS: readonly AnyEvent[] = [
  ArticlePublished,
  ArticleWithdrawn,
  StageCompleted,
  StageFailed,
  EditionPlanned,
  EditionFinished,
  EditionCanceled,
  SubscriptionConfirmed,
  SubscriptionEnded,
];
