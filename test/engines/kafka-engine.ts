import { freePort } from '#runtime/testing/free-port.js';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EngineProcess } from './engine-process.js';
import { installKafka } from './kafka/install-kafka.js';
import { serverProperties } from './kafka/server-properties.js';

const CLUSTER_ID = 'Y291cmFudC1lbmdpbmVzMQ';
const LOG = 'org.slf4j.simpleLogger';
const JVM = [
  '-Xmx512m',
  '-Xms128m',
  '-XX:+UseSerialGC',
  `-D${LOG}.defaultLogLevel=warn`,
  `-D${LOG}.log.kafka.server.KafkaRaftServer=info`,
];

/** A Kafka broker on loopback with a data folder of its own, for tests. */
export class KafkaEngine {
  private constructor(
    /** Address for clients. */
    readonly broker: string,
    /** Its number in its cluster; the first is 1. */
    readonly nodeId: number,
    private readonly controllerPort: number,
    private readonly server: EngineProcess,
    private readonly folder: string,
  ) {}

  /** Alone, or as a further broker of the cluster that `newest` was the last to join. */
  static async start(newest?: KafkaEngine): Promise<KafkaEngine> {
    const java = [...JVM, '-cp', await installKafka()];
    const folder = mkdtempSync(join(tmpdir(), 'courant-kafka-'));
    const properties = join(folder, 'server.properties');
    const port = await freePort();
    const controllerPort = newest?.controllerPort ?? (await freePort());
    const id = (newest?.nodeId ?? 0) + 1;
    writeFileSync(properties, serverProperties({ id, port, controllerPort, dataFolder: join(folder, 'data') }));
    const format = ['kafka.tools.StorageTool', 'format', '--cluster-id', CLUSTER_ID, '--config', properties];
    await promisify(execFile)('java', [...java, ...format]);
    const server = new EngineProcess({
      name: 'Kafka',
      command: 'java',
      args: [...java, 'kafka.Kafka', properties],
      cwd: folder,
      readyWhen: /Kafka Server started/,
    });
    await server.start();
    return new KafkaEngine(`127.0.0.1:${port}`, id, controllerPort, server, folder);
  }

  /** Ends it without a chance to finish anything; `restart` starts it again at the same address with what it kept. */
  async kill(): Promise<void> {
    await this.server.kill();
  }

  async restart(): Promise<void> {
    await this.server.start();
  }

  /** Lets it stand still with its connections open, until `goOn`. */
  freeze(): void {
    this.server.signal('SIGSTOP');
  }

  goOn(): void {
    this.server.signal('SIGCONT');
  }

  /** Ends it and removes its data. */
  async dispose(): Promise<void> {
    await this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
