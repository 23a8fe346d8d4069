import { eventLogContract } from '#ports/testing/event-log.contract.js';
import { KafkaServer } from '../testing/kafka-server.js';

const server = KafkaServer.forAllTests();

describe('KafkaEventLog', () =>
  eventLogContract(() => server.open({ heartbeatMs: 200, redeliverAfterMs: 20 }), { totalOrder: false }));
