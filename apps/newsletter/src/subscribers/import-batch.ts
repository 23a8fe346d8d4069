import type { NewsletterId } from '#contracts/ids.js';
import type { Subscriber, SubscriberWrite } from '#ports/subscriber-store.port.js';
import { normalAddress } from '../subscribe/normal-address.js';
import type { ImportAnswer, ImportRow } from './import-row.dto.js';
import { freshIn, withRow } from './imported-subscriber.js';

/** A person as the rows so far leave it, with these rows. */
export interface ImportedPerson {
  readonly write: SubscriberWrite;
  readonly rows: readonly ImportRow[];
}

/** Rows applied to what is known of their people, in their order and several to a person; nothing is written yet. */
export class ImportBatch {
  /** By address. */
  private readonly changed = new Map<string, ImportedPerson>();
  private readonly known: ReadonlyMap<string, Subscriber>;
  private readonly wishes: Array<{ row: ImportRow; newsletters: NewsletterId[] }> = [];
  private readonly counts = { confirmed: 0, asked: 0, ended: 0, unchanged: 0 };

  constructor(
    rows: readonly ImportRow[],
    known: readonly Subscriber[],
    private readonly now: Date,
  ) {
    this.known = new Map(known.map((subscriber) => [subscriber.email, subscriber]));
    for (const row of rows) this.add(row);
  }

  get answer(): ImportAnswer {
    return this.counts;
  }

  /** Those who are to be saved. */
  get people(): ImportedPerson[] {
    return [...this.changed.values()];
  }

  /** Those who are to be asked to confirm, for the newsletters that they have no consent to. */
  get toAsk(): ReadonlyArray<{ readonly row: ImportRow; readonly newsletters: readonly NewsletterId[] }> {
    return this.wishes;
  }

  private add(row: ImportRow): void {
    const address = normalAddress(row.email);
    const before = this.changed.get(address);
    const person = before?.write.subscriber ?? this.known.get(address);
    const newsletters = freshIn(row, person);
    this.counts.unchanged += row.newsletters.length - newsletters.length;
    if (newsletters.length === 0) return;
    if (row.state === 'unconfirmed') {
      this.wishes.push({ row, newsletters });
      this.counts.asked += 1;
      return;
    }
    const { subscriber, facts } = withRow(person, row, this.now);
    const write = { subscriber, facts: [...(before?.write.facts ?? []), ...facts] };
    this.changed.set(address, { write, rows: [...(before?.rows ?? []), row] });
    this.counts[row.state] += newsletters.length;
  }
}
