import type { SearchHit } from '#contracts/search.js';
import type { Database } from '../database.js';
import type { ArticleCard } from '#contracts/article-card.js';
import type { ArticleColumns } from './article-columns.js';

type Translations = SearchHit['translations'];

const CARDS = 'SELECT docid, card FROM search_articles WHERE docid IN (SELECT value FROM json_each(?))';

/** The other findable members of each article's translation group, in the order they came in. */
export function listTranslations(
  docids: readonly number[],
  { database, columns }: { readonly database: Database; readonly columns: ArticleColumns },
): ReadonlyMap<number, Translations> {
  const others = new Map<number, number[]>();
  for (const docid of docids) {
    const group = columns.groupOf(docid);
    if (group === 0) continue;
    others.set(
      docid,
      columns.inGroup(group).filter((other) => other !== docid),
    );
  }
  const wanted = [...others.values()].flat();
  if (wanted.length === 0) return new Map();
  const rows = database.all<{ docid: number; card: string }>(CARDS, JSON.stringify(wanted));
  const cards = new Map(rows.map(({ docid, card }) => [docid, listed(card)]));
  return new Map([...others].map(([docid, members]) => [docid, members.flatMap((member) => cards.get(member) ?? [])]));
}

function listed(card: string): Translations[number] {
  const { language, id, url } = JSON.parse(card) as ArticleCard;
  return { language, id, ...(url === undefined ? {} : { url }) };
}
