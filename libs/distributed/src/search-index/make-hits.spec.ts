import { cardOf } from '#contracts/article-card.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { aSearch } from '#ports/testing/a-search.js';
import type { QuerySynonym } from '#ports/search-index.port.js';
import { readQuery } from '#text/read-query.js';
import type { AskedQuery } from './asked-query.js';
import type { FoundArticle } from './find-hits.js';
import { makeHits } from './make-hits.js';
import { MARK_END, MARK_START } from './markers.js';

/** Marks as the server puts them around what stands in brackets. */
const marked = (text: string): string => text.replaceAll('[', MARK_START).replaceAll(']', MARK_END);

const attempt = { step: 'words', queries: [] } as const;

function hitOf(
  q: string,
  texts: { title: string; summary?: string; text?: string },
  { language = 'de', synonyms = [] }: { language?: string; synonyms?: QuerySynonym[] } = {},
) {
  const article: FoundArticle = {
    id: 'a',
    card: cardOf(anArticle('a').in(language).build()),
    lang: [language],
    _formatted: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, marked(text)])),
  };
  const asked: AskedQuery = {
    request: aSearch(q, { highlight: true, explain: true, synonyms }),
    query: readQuery(q, [language]),
    languages: [language],
    readers: undefined,
    filter: [],
    collapsed: false,
    byWords: true,
  };
  const [hit] = makeHits([article], new Map(), { hits: [article], total: 1, facets: {}, attempt }, asked);
  return hit;
}

describe('A hit of Meilisearch', () => {
  it('marks in escaped text what the server marked', () => {
    const { highlights } = hitOf('haus ', { title: '<b>[Haus]</b> & "Hof"' }) ?? {};
    expect(highlights?.title).toBe('&lt;b&gt;<mark>Haus</mark>&lt;/b&gt; &amp; &quot;Hof&quot;');
  });

  it('marks whole words, misspelt and begun ones too', () => {
    const { highlights } = hitOf('brükce regierungs', { title: '[Brücke]', summary: 'Die [Regierungs]krise' }) ?? {};
    expect(highlights?.title).toBe('<mark>Brücke</mark>');
    expect(highlights?.summary).toBe('Die <mark>Regierungskrise</mark>');
  });

  it('marks other forms of the words, which the server found by their stems', () => {
    const { highlights } = hitOf('haus ', { title: 'Häuser', text: 'Die Häuser brennen.' }) ?? {};
    expect(highlights).toEqual({
      title: '<mark>Häuser</mark>',
      summary: '',
      body: 'Die <mark>Häuser</mark> brennen.',
    });
  });

  it('marks synonyms in all their forms, and tells them as such', () => {
    const synonyms = [{ of: ['tram'], words: ['straßenbahn'] }];
    const hit = hitOf('tram ', { title: 'Neue Straßenbahnen' }, { synonyms });
    expect(hit?.highlights?.title).toBe('Neue <mark>Straßenbahnen</mark>');
    expect(hit?.why).toMatchObject({ words: [{ word: 'tram', in: 'title', as: 'synonym' }] });
  });

  it('shows the passage around the marks of a long text, and its beginning where there are none', () => {
    const filler = 'nichts zu sehen hier '.repeat(100);
    const long = hitOf('comet ', { title: '', text: `${filler}the [comet] was seen. ${filler}` });
    expect(long?.highlights?.body).toContain('the <mark>comet</mark> was seen.');
    expect(long?.highlights?.body.length).toBeLessThan(600);
    expect(hitOf('comet ', { title: '[Comet]', text: filler })?.highlights?.body).toMatch(/^nichts zu sehen/);
  });

  it('says where each word was met and how', () => {
    const why = hitOf(
      'storm harbours brige ',
      { title: '[Storm] surge', summary: 'A harbour', text: 'A [bridge]' },
      { language: 'en' },
    )?.why;
    expect(why).toMatchObject({
      step: 'words',
      words: [
        { word: 'storm', in: 'title', as: 'exact' },
        { word: 'harbours', in: 'summary', as: 'form' },
        { word: 'brige', in: 'text' },
      ],
    });
  });
});
