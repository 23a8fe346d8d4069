import type { Environment } from '#runtime/config/environment.js';
import { FerretDbEngine } from './ferretdb-engine.js';
import { KafkaEngine } from './kafka-engine.js';
import { MeilisearchGate } from './meilisearch-gate.js';
import { RedisEngine } from './redis-engine.js';

/** The real engines of the distributed profile; several installations can stand on them, each in its namespace. */
export class Engines {
  private constructor(
    readonly kafka: KafkaEngine,
    readonly mongo: FerretDbEngine,
    readonly redis: RedisEngine,
    /** Undefined where no server is named. */
    readonly meilisearch: MeilisearchGate | undefined,
  ) {}

  static async start(): Promise<Engines> {
    // One after the other: each may have to be built or installed first, which takes the whole machine.
    const mongo = await FerretDbEngine.start();
    const redis = await RedisEngine.start();
    return new Engines(await KafkaEngine.start(), mongo, redis, await MeilisearchGate.open());
  }

  /** The configuration of an installation on them. */
  env(namespace: string): Environment {
    return {
      COURANT_PROFILE: 'distributed',
      COURANT_NAMESPACE: namespace,
      COURANT_KAFKA_BROKERS: this.kafka.broker,
      COURANT_MONGO_URL: this.mongo.url,
      COURANT_REDIS_URL: this.redis.url,
      ...(this.meilisearch?.env ?? { COURANT_SEARCH_ENGINE: 'sqlite' }),
    };
  }

  async dispose(): Promise<void> {
    const all = [this.kafka, this.mongo, this.redis, this.meilisearch];
    await Promise.all(all.map((engine) => engine?.dispose()));
  }
}
