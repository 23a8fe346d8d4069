import type { GroupName } from '#contracts/topics.js';
import type { Delivery } from './delivery.js';
import type { ReceivedEvent } from './received-event.js';

/** One handler method as the delivery loop sees it. */
export interface EventHandler {
  readonly group: GroupName;
  readonly types: ReadonlySet<string>;
  readonly batch: number;
  readonly timeoutMs: number;
  /** Calls the method through Nest; rejects with what the method threw. */
  call(events: readonly ReceivedEvent[], delivery: Delivery): Promise<void>;
}
