import { articleStoreContract } from '#ports/testing/article-store.contract.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { Database } from '../database.js';
import { CommitClient } from './commit-client.js';
import { serveCommits } from './commit-server.js';
import { SqliteArticleStore } from './sqlite-article-store.js';

/** A client whose other end works on a connection of its own, as in a thread. */
function clientOf(path: string): CommitClient {
  return new CommitClient(() => {
    const { port1, port2 } = new MessageChannel();
    serveCommits(port2, path);
    return port1;
  });
}

describe('SqliteArticleStore with every commit handed over', () =>
  articleStoreContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-port-'));
    const path = join(folder, 'port.sqlite');
    let database: Database;
    let client: CommitClient;
    const open = (): SqliteArticleStore => {
      database = Database.open(path);
      client = clientOf(path);
      return new SqliteArticleStore(database, client, { handOverFrom: 0 });
    };
    const end = async (): Promise<void> => {
      await client.close();
      database.close();
    };
    return {
      port: open(),
      reopen: async () => {
        await end();
        return open();
      },
      close: async () => {
        await end();
        rmSync(folder, { recursive: true });
      },
    };
  }));

describe('A client of the commit thread', () => {
  const order = { writes: [], deliveries: [] };

  it('fails what was under way when the other end dies, and goes on with a new one', async () => {
    const channels: MessageChannel[] = [];
    const client = new CommitClient(() => {
      const channel = new MessageChannel();
      channels.push(channel);
      if (channels.length > 1)
        channel.port2.on('message', ({ number }) => channel.port2.postMessage({ number, results: [] }));
      return channel.port1;
    });
    const lost = client.commit(order);
    channels[0]?.port2.close();
    await expect(lost).rejects.toThrow('the thread that commits ended');
    expect(await client.commit(order)).toEqual([]);
    channels[1]?.port2.close();
  });

  it('hands on what the database said, with its code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-port-'));
    const client = clientOf(join(folder, 'empty.sqlite'));
    const delivery = { source: 'a', webhookId: 'b', bodyHash: 'c', status: 202, answer: '', at: '', answersFor: [] };
    const failing = client.commit({ writes: [], deliveries: [delivery as never] });
    await expect(failing).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
      message: expect.stringContaining('no such table'),
    });
    await client.close();
    rmSync(folder, { recursive: true });
  });
});
