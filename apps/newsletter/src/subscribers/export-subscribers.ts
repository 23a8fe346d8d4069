import { SubscriberStore, type Subscriber, type Subscription } from '#ports/subscriber-store.port.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { csvLine } from './csv.js';
import { COLUMNS, type Column } from './import-row.dto.js';

const PAGE = 200;

/** Writes all subscribers as the file that an import takes: one line for each consent, with its evidence. */
@Injectable()
export class ExportSubscribers {
  constructor(private readonly store: SubscriberStore) {}

  async *lines(): AsyncGenerator<string> {
    yield csvLine(COLUMNS);
    for (let after = ''; ;) {
      const page = await this.store.list({ after, limit: PAGE });
      const lines = page.flatMap((subscriber) => subscriber.subscriptions.map((one) => lineOf(subscriber, one)));
      if (lines.length > 0) yield lines.join('');
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last.id;
      await nextTurn();
    }
  }
}

function lineOf(subscriber: Subscriber, { newsletter, state, consent }: Subscription): string {
  const fields: Readonly<Record<Column, string>> = {
    email: subscriber.email,
    newsletters: newsletter,
    state,
    language: subscriber.language,
    timeZone: subscriber.timeZone,
    hour: subscriber.hour === undefined ? '' : String(subscriber.hour),
    paused: String(subscriber.paused),
    consent: consent.imported?.evidence ?? JSON.stringify(consent),
    consentAt: consent.signup.at,
    consentIp: consent.signup.ip,
    consentPage: consent.page,
    consentWording: consent.wording,
  };
  return csvLine(COLUMNS.map((column) => fields[column]));
}
