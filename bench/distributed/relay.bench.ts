import { CARRIED_AT_ONCE, CarryFacts } from '#apps/ingestion/src/publish-outbox/carry-facts.js';
import { OutboxRelay } from '#apps/ingestion/src/publish-outbox/outbox-relay.js';
import type { CloudEvent } from '#contracts/cloud-event.js';
import { TOPICS } from '#contracts/topics.js';
import { KafkaEventLog } from '#distributed/event-log/kafka-event-log.js';
import { SqliteDeadLetterStore } from '#embedded/dead-letters/sqlite-dead-letter-store.js';
import { Database } from '#embedded/database.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { RefusedEvents } from '#runtime/consume/refused-events.js';
import { RequestLoad } from '#runtime/http/request-load.js';
import { Lifecycle } from '#runtime/lifecycle/lifecycle.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { KafkaEngine } from '../../test/engines/kafka-engine.js';
import type { Row } from '../bench-row.js';
import { besideReference, boundOf, type Rounds } from './beside-reference.js';
import { PreparedOutbox } from './prepared-outbox.js';
import { publications } from './publications.js';
import { RawKafka, rawMessage } from './raw-kafka.js';
import { withEngine } from './with-engine.js';

const ROUNDS = 3;
const EVENTS = 10_240;
const PROMISED = {
  name: 'relay from the outbox to Kafka, publications of 6 kB articles',
  reference: `kafkajs, idempotent, acks=all, batches of ${CARRIED_AT_ONCE}`,
  leastPercent: 60,
};

/** The outbox relay over the log on Kafka, beside the producer of kafkajs with the same bytes ready in memory. */
export function run(): Promise<Row[]> {
  return withEngine(() => KafkaEngine.start(), [{ name: PROMISED.name, bound: boundOf(PROMISED) }], measure);
}

async function measure({ broker }: KafkaEngine): Promise<Row[]> {
  const events = publications(EVENTS);
  const raw = new RawKafka(broker);
  await relayRound(broker, raw, 'warm-up', events.slice(0, 8 * CARRIED_AT_ONCE));
  await rawRound(raw, 'raw-warm-up', events.slice(0, 8 * CARRIED_AT_ONCE));
  const rounds = { own: [] as number[], reference: [] as number[] } satisfies Rounds;
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.reference.push(await rawRound(raw, `raw-${round}`, events));
    rounds.own.push(await relayRound(broker, raw, `relay-${round}`, events));
  }
  return [besideReference(PROMISED, rounds, `${EVENTS} events of ${kilobytes(events)} kB`)];
}

/** On topics of its own, which are made before the clock runs. */
async function relayRound(
  broker: string,
  raw: RawKafka,
  namespace: string,
  events: readonly CloudEvent[],
): Promise<number> {
  const clock = new SystemClock();
  const logger = Logger.at('warn');
  const eventLog = new KafkaEventLog({ brokers: [broker], namespace, clock });
  await eventLog.read({ topic: 'articles', limit: 1 });
  const database = Database.open(':memory:');
  const store = new PreparedOutbox(events);
  const refused = new RefusedEvents(new SqliteDeadLetterStore(database), eventLog, clock, logger);
  const facts = new CarryFacts(store, eventLog, refused, new RequestLoad(), logger);
  const lifecycle = new Lifecycle();
  const relay = new OutboxRelay(facts, lifecycle, clock, logger);
  relay.onApplicationBootstrap();
  const began = performance.now();
  lifecycle.running();
  await store.emptied;
  const seconds = (performance.now() - began) / 1_000;
  await relay.beforeApplicationShutdown();
  await eventLog.close();
  database.close();
  await raw.deleteTopic(`${namespace}.articles`);
  return events.length / seconds;
}

async function rawRound(raw: RawKafka, topic: string, events: readonly CloudEvent[]): Promise<number> {
  const messages = events.map(rawMessage);
  await raw.makeTopic(topic, TOPICS.articles.partitions);
  const rate = await raw.send(topic, messages, CARRIED_AT_ONCE);
  await raw.deleteTopic(topic);
  return rate;
}

function kilobytes(events: readonly CloudEvent[]): string {
  const bytes = events
    .slice(0, CARRIED_AT_ONCE)
    .reduce((sum, event) => sum + Buffer.byteLength(JSON.stringify(event.data)), 0);
  return (bytes / CARRIED_AT_ONCE / 1_000).toFixed(1);
}
