import type { GroupName, TopicName } from '#contracts/topics.js';

/** What a handler may know and do about the delivery of its batch. */
export interface Delivery {
  readonly group: GroupName;
  readonly topic: TopicName;
  /** 1 at first; counts up while the same events are tried again. */
  readonly attempt: number;
  /** Aborted when the process stops or the handler has overrun its time: give up what is not done by rejecting. */
  readonly signal: AbortSignal;
}
