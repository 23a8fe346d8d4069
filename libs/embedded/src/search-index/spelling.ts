import { visitForms } from '#text/word-form.js';
import type { Database } from '../database.js';
import type { ArticleCard } from '#contracts/article-card.js';
import type { ArticleColumns } from './article-columns.js';

const ARTICLES_READ = 5;
/** Characters of a body that are looked at; a word that stands further on is given as it is folded. */
const MOST_READ = 20_000;
const INVISIBLE = /['’ʼ]s$|[\u00ad\u200b-\u200d\ufeff]/g;

/** A folded word in lower case as one of these articles spells it; folded where none does. */
export function spelling(word: string, docids: Int32Array, database: Database, columns: ArticleColumns): string {
  for (const docid of docids.slice(0, ARTICLES_READ)) {
    const sql = `SELECT card, substr(body, 1, ${MOST_READ}) AS body
      FROM search_articles JOIN search_texts USING (docid) WHERE docid = ?`;
    const row = database.get<{ card: string; body: string }>(sql, docid);
    if (row === undefined) continue;
    const { title, summary = '', tags } = JSON.parse(row.card) as ArticleCard;
    const found = spellingIn([title, summary, ...tags, row.body].join('\n'), word, columns.languageOf(docid));
    if (found !== undefined) return found;
  }
  return word;
}

function spellingIn(text: string, word: string, language: string): string | undefined {
  let found: string | undefined;
  visitForms(text, language, (form, start, end) => {
    if (form.word === word) found ??= text.slice(start, end).toLowerCase().replace(INVISIBLE, '');
  });
  return found;
}
