import { availableParallelism } from 'node:os';
import type { TextInput } from '../prepare-article.js';
import { indexTerms } from './index-terms.js';
import { shingles } from '../shingles.js';
import { profileTerms, type ProfiledTerm } from './profile-terms.js';
import { TextPool } from './text-pool.js';
import work from './text-worker.js';

const inputs = Array.from({ length: 50 }, (_, n) => ({
  id: String(n),
  title: `Title ${n}`,
  summary: '',
  labels: [],
  body: `Body of article ${n} with words.`,
  language: 'en',
}));

describe('the text pool', () => {
  it('answers in the order of the items, cut or not', async () => {
    const pool = new TextPool({ threads: 0, idleSeconds: 1 });
    const answers = await pool.run('indexTerms', inputs);
    expect(answers).toEqual(inputs.map(indexTerms));
    expect(await pool.run('indexTerms', [])).toEqual([]);
    await pool.close();
  });

  it('gives the event loop back while it works on the caller’s thread', async () => {
    const pool = new TextPool({ threads: 0, idleSeconds: 1 });
    const long = Array.from({ length: 60 }, (_, n) => ({
      ...inputs[0]!,
      id: String(n),
      body: `Word${n} and more words here. `.repeat(600),
    }));
    let turns = 0;
    const count = setInterval(() => turns++, 1);
    await pool.run('indexTerms', long);
    clearInterval(count);
    expect(turns).toBeGreaterThan(1);
  });

  it('rejects the whole batch with the error of the item that fails', async () => {
    const pool = new TextPool({ threads: 0, idleSeconds: 1 });
    const broken = { title: 'x', html: 5 } as unknown as TextInput;
    await expect(pool.run('prepareArticles', [{ title: 'fine' }, broken])).rejects.toThrow();
  });

  it('does an order the same in a thread', async () => {
    expect(availableParallelism()).toBeGreaterThan(0);
    expect(await work({ task: 'indexTerms', items: inputs })).toEqual(inputs.map(indexTerms));
    expect(
      await work({ task: 'prepareArticles', items: [{ title: 'Title', text: 'Text.', language: 'en' }] }),
    ).toMatchObject([{ text: 'Text.' }]);
  });
});

describe('index terms', () => {
  it('are the stems of every column, the words of the title and each word once', () => {
    expect(
      indexTerms({
        id: 'a',
        title: 'Die Häuser',
        summary: 'Ein Haus',
        labels: ['Nord Mark', 'Häuser'],
        body: 'Häuser & "Häuser"',
        language: 'de-CH',
      }),
    ).toEqual({
      id: 'a',
      title: 'die haus',
      titleWords: 'die hauser',
      summary: 'ein haus',
      labels: 'nord mark haus',
      body: 'haus haus',
      vocabulary: ['die', 'hauser', 'ein', 'haus', 'nord', 'mark'],
    });
  });
});

describe('profile terms', () => {
  const countsOf = (terms: readonly ProfiledTerm[]): Record<string, number> =>
    Object.fromEntries(terms.map(({ term, count }) => [term, count]));
  const article = {
    id: 'a',
    language: 'de',
    title: 'Häuser brennen',
    summary: 'Ein Haus',
    body: 'Das Haus brennt. Die Häuser, die Häuser!',
  };

  it('count stems without function words, title and summary more than the body', () => {
    const { terms, lengths } = profileTerms(article);
    expect(countsOf(terms)).toEqual({ haus: 3 + 2 + 3, brenn: 3, brennt: 1 });
    expect(lengths).toEqual({ title: 2, summary: 1, body: 4, weighted: 12 });
  });

  it('show each stem in the form that stands there most', () => {
    expect(profileTerms(article).terms).toContainEqual(expect.objectContaining({ term: 'haus', shown: 'Häuser' }));
  });

  it('know how often they are written with a capital', () => {
    const { terms } = profileTerms({ ...article, body: 'Das haus und das Haus.', title: 'Haus', summary: 'brennt' });
    expect(terms.map(({ term, capital }) => [term, capital])).toEqual([
      ['haus', 2 / 3],
      ['brennt', 0],
    ]);
  });

  it('come with the word 3-grams of the body', () => {
    const words = ['das', 'haus', 'brennt', 'die', 'hauser', 'die', 'hauser'];
    expect(profileTerms(article).shingles).toEqual(Int32Array.from(shingles(words)));
  });

  it('weigh as they are told', () => {
    expect(countsOf(profileTerms(article, { title: 1, summary: 0, body: 0 }).terms)).toMatchObject({
      haus: 1,
      brenn: 1,
    });
  });

  it('hold words that are names of object properties', () => {
    const { terms } = profileTerms({
      ...article,
      title: 'constructor __proto__ toString',
      summary: '',
      body: '',
    });
    expect(terms.length).toBeGreaterThan(1);
    expect(terms.map(({ shown }) => shown)).toContain('constructor');
  });
});
