import type { NewsletterId, SubscriberId } from '#contracts/ids.js';
import type { Cohort } from './edition-store.port.js';

/** Whom a message goes to, read at the last moment before it is sent. */
export interface Recipient {
  readonly id: SubscriberId;
  readonly email: string;
}

/**
 * Who gets a newsletter: confirmed subscribers that have not paused, read for planning and sending.
 *
 * - `cohorts`, `members` and `recipients` see every earlier `save` of the subscriber store.
 * - `members` lists ids in ascending order, so that planning can go on after the last one. With a slot, it leaves out
 *   those who were not active before it or who had a slot of that name or a later one.
 */
export abstract class AudienceReader {
  /** Languages here are the subscribers' own wishes. */
  abstract cohorts(newsletter: NewsletterId): Promise<Cohort[]>;
  abstract members(query: {
    newsletter: NewsletterId;
    /** Absent: everyone. */
    cohort?: Cohort;
    slot?: { readonly at: string; readonly name: string };
    after: string;
    limit: number;
  }): Promise<SubscriberId[]>;
  /** Remembers that these subscribers had the slot of this name. */
  abstract markSlot(newsletter: NewsletterId, subscribers: readonly SubscriberId[], slotName: string): Promise<void>;
  /** Those of the ids who still want the newsletter. */
  abstract recipients(newsletter: NewsletterId, ids: readonly SubscriberId[]): Promise<Recipient[]>;
}
