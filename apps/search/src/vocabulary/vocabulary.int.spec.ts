import { SearchAnswer } from '#contracts/search.js';
import { StopWords, Synonyms } from '#contracts/search-vocabulary.js';
import { AuditStore } from '#ports/audit-store.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { put, titlesOf } from '#ports/testing/a-search.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { eventually } from '#ports/testing/eventually.js';
import { VocabularyStore } from '#ports/vocabulary-store.port.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { SearchModule } from '../search.module.js';

describe('The vocabulary of the search', () => {
  let app: StartedApp;
  beforeEach(async () => {
    app = await startApp(SearchModule, { dataDir: ':memory:' });
    const titles = ['Die Straßenbahn fährt', 'Eine Tram im Depot', 'Heute tagt der Rat', 'Rat vertagt'];
    await app.get(SearchIndex).apply(titles.map((title) => put(anArticle(title).in('de').titled(title).build())));
  });
  afterEach(() => app.stop());

  const ask = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'PUT', body: JSON.stringify(body) };
    const headers = body === undefined ? {} : { headers: { 'content-type': 'application/json' } };
    const response = await app.fetch(path, { admin: true, ...init, ...headers });
    return { status: response.status, json: (await response.json()) as unknown };
  };
  const synonyms = async (body?: unknown): Promise<Synonyms['items']> =>
    Synonyms.parse((await ask('/v1/search/synonyms', body)).json).items;
  const stopWords = async (body?: unknown): Promise<StopWords['items']> =>
    StopWords.parse((await ask('/v1/search/stop-words', body)).json).items;
  const wordsOf = (lists: StopWords['items'], wanted: string): string[] | undefined =>
    lists.find(({ language }) => language === wanted)?.words;
  const found = async (q: string): Promise<string[]> => {
    const response = await app.fetch(`/v1/search?q=${encodeURIComponent(q)}`);
    return titlesOf(SearchAnswer.parse(await response.json())).sort();
  };

  it('is for administrators alone, and its changes are audited', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const name of ['synonyms', 'stop-words']) {
      expect((await app.fetch(`/v1/search/${name}`)).status).toBe(401);
      const change = { method: 'PUT', body: '{"items":[]}', headers };
      expect((await app.fetch(`/v1/search/${name}`, change)).status).toBe(401);
    }
    await synonyms({ items: [] });
    const [entry] = await app.get(AuditStore).list({ limit: 1 });
    expect(entry).toMatchObject({ what: 'PUT /v1/search/synonyms', outcome: 'done' });
  });

  it('counts from the next search on, and is taken back as quickly', async () => {
    expect(await found('tram ')).toEqual(['Eine Tram im Depot']);
    const items = [{ synonyms: ['Tram', 'Straßenbahn'], language: 'de' }];
    expect(await synonyms({ items })).toEqual(items);
    expect(await found('tram ')).toEqual(['Die Straßenbahn fährt', 'Eine Tram im Depot']);
    expect(await found('straßenbahnen ')).toHaveLength(2);
    expect(await synonyms()).toEqual(items);
    expect(await synonyms({ items: [] })).toEqual([]);
    expect(await found('tram ')).toEqual(['Eine Tram im Depot']);
  });

  it('has the function words of the code until others are given', async () => {
    const builtIn = await stopWords();
    expect(wordsOf(builtIn, 'de')).toContain('für');
    expect(wordsOf(builtIn, 'en')).toContain('the');
    expect(await found('heute rat ')).toEqual(['Heute tagt der Rat']);
    const words = [...(wordsOf(builtIn, 'de') ?? []), 'heute'];
    const changed = await stopWords({ items: [{ language: 'de', words }] });
    expect(wordsOf(changed, 'de')).toEqual(words);
    expect(wordsOf(changed, 'en')).toEqual(wordsOf(builtIn, 'en'));
    expect(await found('heute rat ')).toEqual(['Heute tagt der Rat', 'Rat vertagt']);
    expect(await stopWords({ items: [] })).toEqual(builtIn);
    expect(await found('heute rat ')).toEqual(['Heute tagt der Rat']);
  });

  it('takes back what it shows, and keeps nothing of what is built in', async () => {
    const builtIn = await stopWords();
    expect(await stopWords({ items: builtIn })).toEqual(builtIn);
    expect(await app.get(VocabularyStore).lists()).toEqual([{ id: 'stop-words', items: [] }]);
  });

  it.each([
    ['synonyms', { items: [{ synonyms: ['one'] }] }, '/items/0/synonyms'],
    ['synonyms', { items: [{ root: 'a', synonyms: [] }] }, '/items/0/synonyms'],
    ['synonyms', { items: [{ synonyms: ['a', '–!'] }] }, '/items/0/synonyms/1'],
    ['synonyms', { items: [{ synonyms: ['a', 'say "b"'] }] }, '/items/0/synonyms/1'],
    ['synonyms', { items: [{ synonyms: ['a', 'b\u0000'] }] }, '/items/0/synonyms/1'],
    ['synonyms', { items: [{ synonyms: ['a', 'b'], language: 'deutsch' }] }, '/items/0/language'],
    ['synonyms', { items: [{ synonyms: ['a', 'b'], weight: 1 }] }, '/items/0/weight'],
    ['synonyms', { tram: ['streetcar'] }, '/items'],
    ['synonyms', { items: [{ root: 'a', synonyms: Array.from({ length: 11 }, String) }] }, '/items/0/synonyms'],
    ['stop-words', { items: [{ language: 'de', words: ['zum Beispiel'] }] }, '/items/0/words/0'],
    ['stop-words', { items: [{ language: 'de', words: ['x'.repeat(51)] }] }, '/items/0/words/0'],
    [
      'stop-words',
      {
        items: [
          { language: 'de', words: [] },
          { language: 'de', words: ['a'] },
        ],
      },
      '/items/1/language',
    ],
  ])('refuses %s like %j, naming the field, and stays as it was', async (name, body, pointer) => {
    const { status, json } = await ask(`/v1/search/${name}`, body);
    expect(status).toBe(422);
    expect((json as { errors: Array<{ pointer: string }> }).errors.map((error) => error.pointer)).toContain(pointer);
    expect(await app.get(VocabularyStore).lists()).toEqual([]);
  });

  it('of another process counts within some seconds', async () => {
    await found('tram ');
    await app.get(VocabularyStore).put({ id: 'synonyms', items: [{ synonyms: ['tram', 'straßenbahn'] }] });
    await eventually(async () => (await found('tram ')).length === 2);
  });

  it('refuses a word of a hundred thousand letters at once', async () => {
    const began = performance.now();
    const { status } = await ask('/v1/search/synonyms', { items: [{ synonyms: [`${'a'.repeat(500_000)}"`, 'b'] }] });
    expect(status).toBe(422);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('of thousands of sets holds up nobody else', async () => {
    const word = (set: number, number: number): string => `w${(set * 10 + number).toString(36)}`;
    const items = Array.from({ length: 5_000 }, (_, set) => ({
      synonyms: Array.from({ length: 10 }, (_, number) => word(set, number)),
      language: 'en',
    }));
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    expect((await ask('/v1/search/synonyms', { items })).status).toBe(200);
    clearInterval(watch);
    expect(longest).toBeLessThan(1_000);
    expect(await found('tram ')).toEqual(['Eine Tram im Depot']);
  });

  it('compares function words as those built in are compared', async () => {
    const builtIn = await stopWords();
    const words = [...(wordsOf(builtIn, 'en') ?? []), 'foo'];
    await app.get(SearchIndex).apply([put(anArticle('panic').in('en').titled('Panic').build())]);
    expect(await found('wasnt panic ')).toEqual(['Panic']);
    await stopWords({ items: [{ language: 'en', words }] });
    expect(await found('wasnt foo panic ')).toEqual(['Panic']);
  });

  it('is the one put last, whatever was being read meanwhile', async () => {
    const store = app.get(VocabularyStore);
    const lists = store.lists.bind(store);
    store.lists = async () => {
      const read = await lists();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return read;
    };
    await synonyms({ items: [{ synonyms: ['tram', 'bus'] }] });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await store.put({ id: 'synonyms', items: [] });
    const reading = found('tram ');
    await synonyms({ items: [{ synonyms: ['tram', 'straßenbahn'] }] });
    await reading;
    expect(await found('tram ')).toHaveLength(2);
  });

  it('read last counts while it cannot be read, and no search waits for it', async () => {
    await synonyms({ items: [{ synonyms: ['tram', 'straßenbahn'] }] });
    const store = app.get(VocabularyStore);
    let asked = 0;
    store.mark = () => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('away')) : new Promise(() => undefined);
    };
    await eventually(async () => {
      expect(await found('tram ')).toHaveLength(2);
      return asked === 2;
    });
    const began = performance.now();
    for (let turn = 0; turn < 20; turn += 1) expect(await found('tram ')).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(20 * 90);
  });
});
