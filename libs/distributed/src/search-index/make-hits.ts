import type { SearchHit } from '#contracts/search.js';
import { passage } from '#text/passage.js';
import type { AskedQuery } from './asked-query.js';
import { explanationOf } from './explain-hit.js';
import type { FoundArticle, FoundArticles, MarkedTexts } from './find-hits.js';
import { markedIn, withoutMarkers } from './markers.js';
import { meaningOf } from './query-meaning.js';

const PASSAGE_WORDS = 40;

/** Hits as the contract shows them; marks are made anew on their own texts, so that both profiles mark alike. */
export function makeHits(
  articles: readonly FoundArticle[],
  translations: ReadonlyMap<string, SearchHit['translations']>,
  { attempt }: FoundArticles,
  asked: AskedQuery,
): SearchHit[] {
  const { request, byWords } = asked;
  return articles.map((article) => {
    const { corrected, ...card } = article.card;
    const members = article.group === undefined ? [] : (translations.get(article.group) ?? []);
    const language = article.lang?.[0] ?? 'und';
    const texts = markedTexts(article);
    const marked = markedIn(Object.values(texts).join('\n'));
    return {
      ...card,
      translations: members.filter(({ id }) => id !== card.id),
      corrected,
      ...(request.highlight ? { highlights: highlightsOf(texts, meaningOf(asked, marked, language)) } : {}),
      ...(request.explain && byWords
        ? { why: explanationOf(article, texts, marked, { attempt, asked, language }) }
        : {}),
    };
  });
}

function highlightsOf(
  { title, summary, text }: MarkedTexts,
  meaning: ReturnType<typeof meaningOf>,
): NonNullable<SearchHit['highlights']> {
  return {
    title: passage(withoutMarkers(title), meaning),
    summary: passage(withoutMarkers(summary), meaning),
    body: passage(withoutMarkers(text), meaning, { words: PASSAGE_WORDS }),
  };
}

function markedTexts({ _formatted: { title = '', summary = '', text = '' } = {} }: FoundArticle): MarkedTexts {
  return { title, summary, text };
}
