import type { CloudEvent } from '#contracts/cloud-event.js';
import type { EventLog, LogBatch, LogRecord, LogSubscription } from '../event-log.port.js';

/** One event about `key`; `number` tells its place among those of the key. */
export function event(key: string, number: number): CloudEvent {
  return {
    specversion: '1.0',
    id: `${key}.${number}`,
    source: '/courant/ingestion',
    type: 'article.published.v1',
    subject: key,
    time: '2026-11-02T07:30:00.000Z',
    datacontenttype: 'application/json',
    dataschema: 'urn:courant:schema:article.published.v1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    data: { number, text: 'Zürich – „Größe“ 🗞' },
    topic: 'articles',
  };
}

/** The first events about a key. */
export const numbered = (key: string, count: number): CloudEvent[] =>
  Array.from({ length: count }, (_, index) => event(key, index + 1));

export const idOf = (record: LogRecord): string => record.attributes['id'] ?? '';

/** Collects what a member of a group gets. */
export class Member {
  readonly batches: LogBatch[] = [];
  stop: () => Promise<void> = () => Promise.resolve();

  get ids(): string[] {
    return this.batches.flatMap(({ records }) => records.map(idOf));
  }

  static async of(
    log: EventLog,
    group: string,
    deliver: (batch: LogBatch, member: Member) => Promise<void> = () => Promise.resolve(),
    options: Partial<LogSubscription> = {},
  ): Promise<Member> {
    const member = new Member();
    member.stop = await log.subscribe({
      group,
      topics: ['articles'],
      maxBatch: 10,
      ...options,
      deliver: async (batch) => {
        await deliver(batch, member);
        member.batches.push(batch);
      },
    });
    return member;
  }
}
