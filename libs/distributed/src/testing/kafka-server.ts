import type { OpenedEventLog } from '#ports/testing/event-log.contract.js';
import { afterAll, beforeAll } from '@jest/globals';
import kafkajs, { type Kafka } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import { KafkaEngine } from '../../../../test/engines/kafka-engine.js';
import { KafkaEventLog } from '../event-log/kafka-event-log.js';
import type { KafkaTiming } from '../event-log/kafka-event-log-options.js';
import { RealClock } from './real-clock.js';

const INSTALL_AND_START_MS = 300_000;

/** A broker for the specs of one file. */
export class KafkaServer {
  private running: KafkaEngine | undefined;

  /** Starts it before the first test and ends it after the last. */
  static forAllTests(): KafkaServer {
    const server = new KafkaServer();
    beforeAll(async () => {
      server.running = await KafkaEngine.start();
    }, INSTALL_AND_START_MS);
    afterAll(async () => {
      await server.running?.dispose();
    });
    return server;
  }

  get engine(): KafkaEngine {
    if (this.running === undefined) throw new Error('the broker runs during tests alone');
    return this.running;
  }

  namespace(): string {
    return `test-${randomBytes(6).toString('hex')}`;
  }

  log(namespace: string, timing: Partial<KafkaTiming> = {}): KafkaEventLog {
    const { broker } = this.engine;
    return new KafkaEventLog({ brokers: [broker], namespace, clock: new RealClock(), timing });
  }

  /** A client beside any log. */
  client(): Kafka {
    return new kafkajs.Kafka({ brokers: [this.engine.broker], logLevel: kafkajs.logLevel.NOTHING });
  }

  /** Opens a log with topics of its own; for the contract suite. */
  async open(timing: Partial<KafkaTiming> = {}): Promise<OpenedEventLog> {
    const namespace = this.namespace();
    let log = this.log(namespace, timing);
    return {
      port: log,
      reopen: async () => {
        await log.close();
        log = this.log(namespace, timing);
        return log;
      },
      close: () => log.close(),
    };
  }
}
