import { GROUPS, TOPICS } from '#contracts/topics.js';
import { ArticlePublished } from '#contracts/events/article-published.event.js';
import { KafkaEventLog } from '#distributed/event-log/kafka-event-log.js';
import { SqliteDeadLetterStore } from '#embedded/dead-letters/sqlite-dead-letter-store.js';
import { Database } from '#embedded/database.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { DeliveryMetrics } from '#runtime/consume/delivery-metrics.js';
import { DeliveryPolicy } from '#runtime/consume/delivery-policy.js';
import { EventDeadLetters } from '#runtime/consume/event-dead-letters.js';
import { EventTransport } from '#runtime/consume/event-transport.js';
import { HandleEvents } from '#runtime/consume/handle-events.decorator.js';
import type { ReceivedEvent } from '#runtime/consume/received-event.js';
import { RequestLoad } from '#runtime/http/request-load.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { Metrics } from '#runtime/telemetry/metrics.js';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import { KafkaEngine } from '../../test/engines/kafka-engine.js';
import type { Row } from '../bench-row.js';
import { besideReference, boundOf, type Rounds } from './beside-reference.js';
import { publications } from './publications.js';
import { Pace, RawKafka } from './raw-kafka.js';
import { withEngine } from './with-engine.js';

const ROUNDS = 3;
const EVENTS = 20_480;
const APPENDED_AT_ONCE = 256;
/** As the handlers of the services have it. */
const BATCH = 128;
const NAMESPACE = 'bench';
const PROMISED = {
  name: 'deliver publications of 6 kB articles from Kafka to a handler that does nothing',
  reference: 'kafkajs, eachBatch, every batch committed',
  leastPercent: 60,
};

/** What the handler of the running round counts. */
let pace = new Pace(EVENTS);

@Controller()
class IdleHandler {
  @HandleEvents({ group: GROUPS.searchIndexer, events: [ArticlePublished], batch: BATCH })
  async handle(events: readonly ReceivedEvent[]): Promise<void> {
    pace.began();
    pace.handled(events.length);
  }
}

@Module({ controllers: [IdleHandler] })
class IdleModule {}

/** The delivery loop over the log on Kafka, beside a consumer of kafkajs that reads the same topic and does nothing. */
export function run(): Promise<Row[]> {
  return withEngine(() => KafkaEngine.start(), [{ name: PROMISED.name, bound: boundOf(PROMISED) }], measure);
}

async function measure({ broker }: KafkaEngine): Promise<Row[]> {
  const raw = new RawKafka(broker);
  await fill(broker);
  await deliveryRound(broker, raw);
  await rawRound(raw);
  const rounds = { own: [] as number[], reference: [] as number[] } satisfies Rounds;
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.reference.push(await rawRound(raw));
    rounds.own.push(await deliveryRound(broker, raw));
  }
  const note = `${EVENTS} events, at most ${BATCH} at once, ${TOPICS.articles.partitions} partitions`;
  return [besideReference(PROMISED, rounds, note)];
}

const logOf = (broker: string): KafkaEventLog =>
  new KafkaEventLog({ brokers: [broker], namespace: NAMESPACE, clock: new SystemClock() });

async function fill(broker: string): Promise<void> {
  const eventLog = logOf(broker);
  const events = publications(EVENTS);
  for (let from = 0; from < events.length; from += APPENDED_AT_ONCE) {
    await eventLog.append(events.slice(from, from + APPENDED_AT_ONCE));
  }
  await eventLog.close();
}

/** Everything from the first event again, decoded, validated, handed over through Nest and committed. */
async function deliveryRound(broker: string, raw: RawKafka): Promise<number> {
  const eventLog = logOf(broker);
  const logger = Logger.at('warn');
  const database = Database.open(':memory:');
  const metrics = new DeliveryMetrics(new Metrics());
  const letters = new EventDeadLetters(
    new SqliteDeadLetterStore(database),
    eventLog,
    new SystemClock(),
    logger,
    metrics,
  );
  const strategy = new EventTransport(
    // The handler names its batch itself.
    { eventLog, searchIndex: { changesAtOnce: 1 } },
    new DeliveryPolicy(),
    letters,
    metrics,
    new RequestLoad(),
  );
  pace = new Pace(EVENTS);
  const app = await NestFactory.createMicroservice(IdleModule, { strategy, logger: false });
  await app.listen();
  const rate = await pace.perSecond;
  await app.close();
  await eventLog.close();
  database.close();
  await raw.forgetGroup(`${NAMESPACE}.${GROUPS.searchIndexer}`);
  return rate;
}

async function rawRound(raw: RawKafka): Promise<number> {
  const { partitions } = TOPICS.articles;
  const rate = await raw.consume({ topic: `${NAMESPACE}.articles`, group: 'raw', count: EVENTS, partitions });
  await raw.forgetGroup('raw');
  return rate;
}
