import { IngestionModule } from '#apps/ingestion/src/ingestion.module.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { connect, type Socket } from 'node:net';

const LIMITS = { requestMs: 400, headersMs: 200, lookEveryMs: 20 };

describe('A connection that misbehaves', () => {
  let app: StartedApp;
  beforeAll(async () => {
    app = await startApp(IngestionModule, { dataDir: ':memory:', limits: LIMITS });
  });
  afterAll(() => app.stop());

  /** Writes the parts, then answers all that came until the server ended the connection. */
  function talk(parts: readonly string[], { end = false }: { end?: boolean } = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const { port, hostname } = new URL(app.url);
      const socket: Socket = connect(Number(port), hostname);
      let answer = '';
      socket.on('data', (data) => {
        answer += data.toString('latin1');
      });
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
      );
      socket.on('close', () => resolve(answer));
      socket.setTimeout(10_000, () =>
        reject(new Error(`the server left it open; it had said ${JSON.stringify(answer)}`)),
      );
      for (const part of parts) socket.write(part, 'latin1');
      if (end) socket.end();
    });
  }
  const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
  const post = (headers: string, body = ''): string =>
    `POST /v1/sources/courier/articles HTTP/1.1\r\nhost: x\r\n${headers}\r\n\r\n${body}`;

  afterEach(async () => {
    expect((await app.fetch('/health/live')).status).toBe(200);
  });

  it.each([
    ['stalls in its body', [post('content-type: application/json\r\ncontent-length: 1000', '{"externalId":')]],
    ['stalls in a chunk', [post('transfer-encoding: chunked', '5\r\n{"a"')]],
    ['stalls in its headers', ['POST /v1/sources/courier/articles HTTP/1.1\r\nhost: x\r\nwebhook-id: a']],
    ['stalls before anything', ['POST ']],
  ])('because it %s is told 408 and ended', async (_what, parts) => {
    const began = performance.now();
    const answer = await talk(parts);
    expect(statusOf(answer)).toBe(408);
    expect(answer).toContain('application/problem+json');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('because it drips a byte at a time is ended all the same', async () => {
    const { port, hostname } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.write(post('content-type: application/json\r\ncontent-length: 100000', '{'));
    const drip = setInterval(() => socket.write(' '), 20);
    await closed;
    clearInterval(drip);
  });

  it.each([
    ['half-closes after a part of its body', [post('content-length: 1000', '{"a"')]],
    ['half-closes in its headers', ['GET / HTTP/1.1\r\nhost']],
    ['says nothing at all', ['']],
  ])('because it %s is ended', async (_what, parts) => {
    const answer = await talk(parts, { end: true });
    expect([0, 400, 408]).toContain(statusOf(answer));
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00', 400],
    ['a method that does not exist', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['HTTP/1.1 without a host', 'GET /health/live HTTP/1.1\r\n\r\n', 400],
    ['two lengths', post('content-length: 2\r\ncontent-length: 3', '{}'), 400],
    [
      'a length and chunks, as smugglers send',
      post('content-length: 2\r\ntransfer-encoding: chunked', '0\r\n\r\n'),
      400,
    ],
    ['a length that is no number', post('content-length: 2a', '{}'), 400],
    ['a negative length', post('content-length: -1', ''), 400],
    ['a chunk size that is no number', post('transfer-encoding: chunked', 'zz\r\n'), 400],
    ['a line break inside a header', post('webhook-id: a\rx-evil: 1', ''), 400],
    ['a NUL in a header', post('webhook-id: a\0b', ''), 400],
    ['a space before the colon', post('webhook-id : a', ''), 400],
    ['headers beyond 16 KiB', post(`x-long: ${'x'.repeat(20_000)}`), 431],
    [
      'a thousand headers beyond 16 KiB',
      post(Array.from({ length: 1_000 }, (_, index) => `x-${index}: yyyyyyyyyyyyyyyy`).join('\r\n')),
      431,
    ],
  ])('that sends %s is refused', async (_what, text, status) => {
    const answer = await talk([text]);
    expect(statusOf(answer)).toBe(status);
    expect(answer).not.toMatch(/node|fastify|\.js/i);
  });

  it('that lies about its host, or sends each header twice, gets an answer like any other', async () => {
    const close = 'connection: close';
    const host = `GET /health/live HTTP/1.1\r\nhost: evil.example\r\n${close}\r\n\r\n`;
    expect(statusOf(await talk([host]))).toBe(200);
    const twice = post(
      `${close}\r\nwebhook-id: a\r\nwebhook-id: b\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,x\r\ncontent-length: 2`,
      '{}',
    );
    expect([401, 404]).toContain(statusOf(await talk([twice])));
  });
});
