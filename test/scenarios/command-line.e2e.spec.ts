import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { eventually } from '#ports/testing/eventually.js';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { anArticle } from '../world/an-article.js';
import { CommandLine } from '../world/command-line.js';

const Results = z.object({ results: z.array(z.looseObject({ status: z.int(), outcome: z.string().optional() })) });
const Hits = z.looseObject({ total: z.int(), hits: z.array(z.looseObject({ title: z.string() })) });
const Findings = z.object({ findings: z.array(z.object({ name: z.string(), state: z.string(), detail: z.string() })) });

describe('The command line', () => {
  let newsroom: NewsroomProcess;
  let courant: CommandLine;
  let folder: string;
  beforeAll(async () => {
    newsroom = await NewsroomProcess.start();
    courant = CommandLine.beside(newsroom);
    folder = mkdtempSync(join(tmpdir(), 'courant-articles-'));
  }, 60_000);
  afterAll(async () => {
    await newsroom.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('makes a source, shows its secret once and keeps it for its owner alone', async () => {
    const made = await courant.run('source', 'add', 'gazette', '--name', 'The Gazette', '--language', 'en');
    expect([made.code, made.err]).toEqual([0, '']);
    expect(made.out).toMatch(/secret +whsec_[A-Za-z0-9+/=]+/);
    const kept = join(newsroom.dataDir, 'source-secrets', 'gazette');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    const again = await courant.run('source', 'add', 'gazette');
    expect(again.code).toBe(1);
    expect(again.err).toContain('409 There is a source gazette already.');
    expect((await courant.run('source', 'list')).out).toMatch(/gazette +The Gazette +native/);
    const listed = await courant.json(
      z.object({ items: z.array(z.looseObject({ id: z.string() })) }),
      'source',
      'list',
    );
    expect(listed.items.map(({ id }) => id)).toEqual(['gazette']);
    expect(JSON.stringify(listed)).not.toContain('whsec_');
  });

  it('posts files of every kind, says what became of each article, and again that nothing changed', async () => {
    const one = file('one.json', JSON.stringify(anArticle('one', { title: 'A lantern parade in Ellerby' })));
    const lines = file('lines.jsonl', ['two', 'three'].map((name) => JSON.stringify(anArticle(name))).join('\n'));
    const list = file('list.json', JSON.stringify({ articles: [anArticle('four')] }));
    const posted = await courant.run('post', one, lines, list, '--source', 'gazette');
    expect([posted.code, posted.out.trim()]).toEqual([0, '4 created']);
    const { results } = await courant.json(Results, 'post', one, '--source', 'gazette');
    expect(results.map(({ status, outcome }) => [status, outcome])).toEqual([[200, 'unchanged']]);
  });

  it('posts an article that is changed and changed back', async () => {
    const outcomes: unknown[] = [];
    for (const title of ['The ferry sails', 'The ferry stays', 'The ferry sails']) {
      const path = file('ferry.json', JSON.stringify(anArticle('ferry', { title })));
      const { results } = await courant.json(Results, 'post', path, '--source', 'gazette');
      outcomes.push(...results.map(({ outcome, version }) => [outcome, version]));
    }
    expect(outcomes).toEqual([
      ['created', 1],
      ['updated', 2],
      ['updated', 3],
    ]);
  });

  it('names what is wrong with an article and ends with an error, though the others are taken', async () => {
    const mixed = file(
      'mixed.jsonl',
      [anArticle('five'), { externalId: 'x' }].map((one) => JSON.stringify(one)).join('\n'),
    );
    const { code, out } = await courant.run('post', mixed, '--source', 'gazette');
    expect(code).toBe(1);
    expect(out).toContain('1 created, 1 refused (422)');
    expect(out).toContain('/articles/1/title');
    expect((await courant.run('post', file('bad.json', '{'), '--source', 'gazette')).err).toContain(
      'bad.json is not JSON',
    );
    expect((await courant.run('post', mixed, '--source', 'stranger')).err).toContain('No secret of stranger is kept');
  });

  it('finds what was posted', async () => {
    await eventually(async () => (await courant.json(Hits, 'search', 'lantern', 'parade')).total === 1, {
      withinMs: 15_000,
      what: 'the article in search',
    });
    expect((await courant.run('search', 'lantern')).out).toMatch(
      /^1 found .* ms\n {2}\S+ {2}en {2}\S+ {2}A lantern parade/,
    );
  });

  it('makes the search index anew and says when it is done', async () => {
    const { code, out } = await courant.run('reindex');
    expect([code, out]).toEqual([0, expect.stringMatching(/^rebuild-\S+: finished/)]);
    expect((await courant.json(Hits, 'search', 'lantern', 'parade')).total).toBe(1);
  });

  it('examines the installation and says what is well', async () => {
    const { findings } = await courant.json(Findings, 'doctor');
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'Node',
        'data folder',
        'server',
        'admin token',
        'events',
        'store',
        'dead letters',
        'articles',
      ]),
    );
    expect((await courant.run('doctor')).code).toBe(0);
  });

  it('says what to do about a wrong token, a wrong address and a server that is away', async () => {
    const wrong = await courant.with({ COURANT_ADMIN_TOKEN: 'wrong-token-of-24-characters' }).run('doctor');
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('FAIL  admin token: refused')]);
    const away = await courant.with({ COURANT_PUBLIC_URL: 'http://127.0.0.1:9' }).run('doctor');
    expect([away.code, away.out]).toEqual([1, expect.stringContaining('does not answer')]);
    const listed = await courant.with({ COURANT_PUBLIC_URL: 'http://127.0.0.1:9' }).run('source', 'list');
    expect([listed.code, listed.out]).toEqual([1, '']);
    expect(listed.err).not.toContain('at ');
    const mistaken = await courant.with({ COURANT_HTTP_PORT: 'x' }).run('source', 'list');
    expect(mistaken.err).toContain('COURANT_HTTP_PORT: must be a whole number');
  });

  it('lists no dead letters when there are none, and knows no unknown one', async () => {
    expect((await courant.run('dead-letter', 'list')).out.trim()).toBe('no dead letters');
    const unknown = await courant.run('dead-letter', 'redrive', 'nothing');
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('404 There is no dead letter nothing.')]);
    expect((await courant.run('dead-letter', 'redrive')).err).toContain('give an id or --group');
  });

  it('tells how it is used when it is used wrongly', async () => {
    const { code, err } = await courant.run('sauce');
    expect([code, err]).toEqual([1, expect.stringContaining("unknown command 'sauce'")]);
    expect((await courant.run('--help')).out).toContain('dead-letter');
  });
});
