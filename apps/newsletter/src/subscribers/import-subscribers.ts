import type { NewsletterId } from '#contracts/ids.js';
import { withoutAbsent } from '#contracts/without-absent.js';
import { Clock } from '#ports/clock.port.js';
import { SubscriberStore } from '#ports/subscriber-store.port.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalAddress } from '../subscribe/normal-address.js';
import { SignUp, type SignUpPlace } from '../subscribe/sign-up.js';
import { ChangeSubscriber } from './change-subscriber.js';
import { ImportBatch, type ImportedPerson } from './import-batch.js';
import type { ImportAnswer, ImportRow } from './import-row.dto.js';
import { freshIn, withRow } from './imported-subscriber.js';

/** Rows written together: enough that a commit weighs little, few enough that nobody waits for it. */
const BATCH = 200;

/**
 * Takes over subscribers of another system. What is known stays as it is, so that a file may be imported again, also one that
 * was broken off: preferences are not overwritten, and who has left is not brought back.
 */
@Injectable()
export class ImportSubscribers {
  constructor(
    private readonly store: SubscriberStore,
    private readonly changes: ChangeSubscriber,
    private readonly signUp: SignUp,
    private readonly clock: Clock,
  ) {}

  async import(rows: readonly ImportRow[], place: SignUpPlace): Promise<ImportAnswer> {
    const answer = { confirmed: 0, asked: 0, ended: 0, unchanged: 0 };
    for (let at = 0; at < rows.length; at += BATCH) {
      const part = await this.take(rows.slice(at, at + BATCH), place);
      answer.confirmed += part.confirmed;
      answer.asked += part.asked;
      answer.ended += part.ended;
      answer.unchanged += part.unchanged;
      await nextTurn();
    }
    return answer;
  }

  private async take(rows: readonly ImportRow[], place: SignUpPlace): Promise<ImportAnswer> {
    const addresses = new Set(rows.map(({ email }) => normalAddress(email)));
    const batch = new ImportBatch(rows, await this.store.findByEmails([...addresses]), this.clock.now());
    await this.save(batch.people);
    for (const { row, newsletters } of batch.toAsk) {
      await this.ask(row, newsletters, place);
      await nextTurn();
    }
    return batch.answer;
  }

  /** Who was changed since the batch was read is taken on from the newest state. */
  private async save(people: readonly ImportedPerson[]): Promise<void> {
    const held = await this.changes.saveAll(people.map(({ write }) => write));
    for (const { rows } of people.filter((_person, index) => held[index] !== true)) {
      for (const row of rows) {
        await this.changes.change(
          () => this.store.findByEmail(normalAddress(row.email)),
          (known) => (freshIn(row, known).length === 0 ? undefined : withRow(known, row, this.clock.now())),
        );
      }
    }
  }

  private ask(row: ImportRow, newsletters: readonly NewsletterId[], place: SignUpPlace): Promise<void> {
    const { email, language, timeZone, hour } = row;
    const wish = { email, newsletters: [...newsletters], ...withoutAbsent({ language, timeZone, hour }) };
    return this.signUp.request(wish, place);
  }
}
