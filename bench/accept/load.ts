import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { signWebhook } from '#apps/operations/src/cli/sign-webhook.js';
import { articleBody } from './article-body.js';

/** What one run of the load measured. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly answered: number;
  /** Answers that were not 202. */
  readonly others: number;
}

/** Complete signed requests as they go over the wire, made before the clock runs. */
function prepared(url: URL, source: string, secret: string, count: number): Buffer[] {
  const run = randomBytes(4).toString('hex');
  const now = new Date();
  return Array.from({ length: count }, (_, index) => {
    const { body, headers } = signWebhook(articleBody(index), secret, now, `bench_${run}_${index}`);
    const lines = Object.entries({ host: url.host, ...headers, 'content-length': String(Buffer.byteLength(body)) });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.from(`POST /v1/sources/${source}/articles HTTP/1.1\r\n${head}\r\n${body}`);
  });
}

/** One connection that sends the next request when the last was answered. */
class Sender {
  readonly latencies: number[] = [];
  others = 0;
  private readonly socket: Socket;
  private received = '';
  private began = 0;

  constructor(
    url: URL,
    private readonly next: () => Buffer | undefined,
    private readonly ended: () => void,
  ) {
    this.socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('connect', () => this.send());
    this.socket.on('data', (data: string) => this.read(data));
  }

  private send(): void {
    const request = this.next();
    if (request === undefined) {
      this.socket.destroy();
      this.ended();
      return;
    }
    this.began = performance.now();
    this.socket.write(request);
  }

  private read(data: string): void {
    this.received += data;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(this.received)?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    this.latencies.push(performance.now() - this.began);
    if (!this.received.startsWith('HTTP/1.1 202')) this.others += 1;
    this.received = '';
    this.send();
  }
}

/** Keeps `connections` busy for some seconds, or until the prepared requests are used up. */
async function load(url: URL, [source, secret, connections, seconds, most]: readonly string[]): Promise<LoadResult> {
  const requests = prepared(url, source ?? '', secret ?? '', Number(most));
  let used = 0;
  const began = performance.now();
  const until = began + Number(seconds) * 1_000;
  const next = (): Buffer | undefined => (performance.now() < until ? requests[used++] : undefined);
  const senders: Sender[] = [];
  await Promise.all(
    Array.from(
      { length: Number(connections) },
      () => new Promise<void>((ended) => senders.push(new Sender(url, next, ended))),
    ),
  );
  const elapsed = (performance.now() - began) / 1_000;
  const all = senders.flatMap(({ latencies }) => latencies).sort((one, other) => one - other);
  const at = (share: number): number => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;
  return {
    ...{ perSecond: all.length / elapsed, p50: at(0.5), p99: at(0.99), max: at(1), answered: all.length },
    others: senders.reduce((sum, { others }) => sum + others, 0),
  };
}

const [address = '', ...rest] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await load(new URL(address), rest)));
