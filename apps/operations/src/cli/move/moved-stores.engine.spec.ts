import { openMongoStores } from '#distributed/mongo/open-mongo-stores.js';
import { openMovables as openDatabase } from '#distributed/mongo/moving/open-movables.js';
import { MongoServer } from '#distributed/testing/mongo-server.js';
import { openMovables as openFolder } from '#embedded/moving/open-movables.js';
import { openEmbedded } from '#embedded/open-embedded.js';
import { NewsletterId, SourceId } from '#contracts/ids.js';
import type { Backend } from '#ports/backend.js';
import { aDelivery, aHead, aPublicForm, aVersion, aWrite, thenWrite } from '#ports/testing/article-write-builder.js';
import { MOVED_EXAMPLES } from '#ports/testing/moved-examples.js';
import {
  aNewsletter,
  anArticleToCollect,
  anEdition,
  articleId,
  aSubscriber,
  created,
} from '#ports/testing/newsletter-builders.js';
import { TestClock } from '#ports/testing/test-clock.js';
import { TextPool } from '#text/worker/text-pool.js';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveEverything } from './move-everything.js';

type Stores = Pick<
  Backend,
  | 'articles'
  | 'audience'
  | 'audit'
  | 'collectedArticles'
  | 'editions'
  | 'newsletters'
  | 'receipts'
  | 'sendLedger'
  | 'signups'
  | 'sources'
  | 'subscribers'
  | 'suppressions'
>;

const server = MongoServer.forAllTests();
const clock = new TestClock();
const at = clock.now();
const edition = anEdition('morning.de.2026-11-02', {
  articleIds: [articleId('a'), articleId('b')],
  to: { kind: 'cohorts', cohorts: [{ language: 'de', timeZone: 'Europe/Berlin', slotName: '2026-11-02' }] },
});
const readers = ['anna', 'ben', 'carl', 'dora'].map((name) => aSubscriber(name));
const everyone = readers.map(({ id }) => id).sort();
const newsletter = NewsletterId.parse('morning');
const key = { source: SourceId.parse('courier'), webhookId: 'first' };

/** Lets every store write as its service does. */
async function live(stores: Stores): Promise<void> {
  await stores.sources.create(MOVED_EXAMPLES.sources('courier')[0]);
  await stores.newsletters.create(aNewsletter());
  const first = aWrite('a');
  await stores.articles.commit([first, aWrite('b')], [aDelivery('first', [articleId('a')])]);
  const received = aVersion('a', {
    version: 2,
    input: { ...aVersion('a').input, body: { html: '<p>é</p>'.repeat(9_000) } },
  });
  const head = aHead('a', { state: 'published', publishedVersion: 2 });
  await stores.articles.commit(
    [thenWrite(first, { head: { ...head, version: 2, revision: 2 }, received, published: aPublicForm('a', 2) })],
    [],
  );
  await stores.receipts.record([MOVED_EXAMPLES.receipts('a')[0]]);
  for (const reader of readers) await stores.subscribers.save(reader, []);
  await stores.audience.markSlot(newsletter, everyone.slice(0, 2), '2026-11-02');
  await stores.signups.put(MOVED_EXAMPLES.signups('s')[0]);
  await stores.signups.recordMail('s', { at, hash: 'd' });
  await stores.suppressions.put({ email: 'no@example.org', reason: 'bounce', note: '550', at });
  await stores.collectedArticles.put(
    ['a', 'b'].map((name) => anArticleToCollect(name)),
    at,
  );
  await stores.collectedArticles.withdraw([{ id: articleId('c'), version: 3 }], at);
  await created(stores.editions, edition);
  await stores.sendLedger.plan(edition.id, everyone, at);
  const won = await stores.sendLedger.claim(edition.id, everyone.slice(0, 2), 'sender', at);
  await stores.sendLedger.settle(
    edition.id,
    won.map((subscriber) => ({ subscriber, state: 'sent', reply: '250' })),
    'sender',
    at,
  );
  await stores.audit.append({ at, who: 'token', what: 'POST /v1/sources', target: 'courier', outcome: 'done' });
}

/** What every store answers. */
async function said(stores: Stores): Promise<unknown> {
  const slot = { at: '2026-11-02T06:00:00Z', name: '2026-11-02' };
  const cohort = { language: 'de', timeZone: 'Europe/Berlin' };
  return {
    source: await stores.sources.find(SourceId.parse('courier')),
    newsletters: await stores.newsletters.list({ limit: 9 }),
    heads: await stores.articles.heads(['a', 'b'].map(articleId)),
    versions: await stores.articles.versions(articleId('a')),
    published: await stores.articles.published(articleId('a')),
    deliveries: await stores.articles.deliveries([key]),
    pending: await stores.articles.pending({ state: 'accepted', limit: 9 }),
    receipt: await stores.receipts.read(articleId('a')),
    subscribers: await stores.subscribers.list({ limit: 9 }),
    due: await stores.audience.members({ newsletter, cohort, slot, after: '', limit: 9 }),
    recipients: new Set(await stores.audience.recipients(newsletter, everyone)),
    signup: await stores.signups.find('s'),
    mails: await stores.signups.mailsSince('s@example.org', new Date(0)),
    suppressed: await stores.suppressions.among(['No@example.org', 'yes@example.org']),
    collected: await stores.collectedArticles.range({ after: 0, upTo: 99, languages: ['de'], limit: 9 }),
    texts: await stores.collectedArticles.texts([articleId('b')]),
    late: await stores.collectedArticles.put([anArticleToCollect('c', { version: 2 })], at),
    position: await stores.collectedArticles.position(),
    edition: await stores.editions.find(edition.id),
    marks: (await stores.editions.served(newsletter)).marks,
    counts: await stores.sendLedger.counts(edition.id),
    sends: await stores.sendLedger.list({ edition: edition.id, limit: 9 }),
    planned: await stores.sendLedger.due(edition.id, at, 9),
    again: await stores.sendLedger.plan(edition.id, everyone, at),
    audit: await stores.audit.list({ limit: 9 }),
  };
}

describe('A move', () => {
  const folders: string[] = [];
  const textPool = new TextPool({ threads: 0, idleSeconds: 1 });
  afterAll(async () => {
    await textPool.close();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'courant-moved-'));
    folders.push(folder);
    return folder;
  };
  const onFolder = async <Result>(dataDir: string, work: (stores: Stores) => Promise<Result>): Promise<Result> => {
    const backend = await openEmbedded({ dataDir, clock, catcherPort: 0, smtpUrl: 'smtp://127.0.0.1:9', textPool });
    try {
      return await work(backend);
    } finally {
      await backend.close();
    }
  };
  const between = async (dataDir: string, namespace: string, to: 'folder' | 'database'): Promise<boolean> => {
    const folder = await openFolder(dataDir);
    const database = await openDatabase({ url: server.engine.url, namespace, clock });
    const [from, target] = to === 'database' ? [folder, database] : [database, folder];
    const { verified } = await moveEverything(from, target, {
      id: randomUUID(),
      clock,
      progress: (_label, _total, work) => work(() => {}),
    });
    await database.close();
    await folder.close();
    return verified;
  };

  it('leaves every store with the answers that it gave before, there and back home', async () => {
    const [origin, home] = [newFolder(), newFolder()];
    await onFolder(origin, live);
    const before = await onFolder(origin, said);
    expect(await between(origin, 'moved', 'database')).toBe(true);
    const stores = await openMongoStores({ url: server.engine.url, namespace: 'moved', clock });
    const there = await said(stores).finally(() => stores.close());
    expect(there).toEqual(before);
    expect(await between(home, 'moved', 'folder')).toBe(true);
    expect(await onFolder(home, said)).toEqual(before);
  });

  it('does not begin while a server is at work on the data folder', async () => {
    const folder = newFolder();
    await onFolder(folder, async () => {
      await expect(openFolder(folder)).rejects.toThrow(`Another Courant is at work on ${folder}.`);
    });
  });
});
