import type { SearchHit } from '#contracts/search.js';
import type { AskedQuery } from './asked-query.js';
import { ask, within, type FoundArticle, type FoundArticles } from './find-hits.js';
import type { IndexQuery, MeilisearchLink } from './meilisearch-link.js';
import { allOf, findable, oneOf } from './search-filter.js';

type Translation = SearchHit['translations'][number];

/** No group has so many languages that a page of a hundred hits would hold more. */
const MOST_MEMBERS = 5_000;

/**
 * The server keeps the best of each group that it finds. Where the reader's language is among those that match too, that
 * one takes its place.
 */
export async function inReadersLanguage(
  { hits, attempt }: FoundArticles,
  { readers, collapsed }: AskedQuery,
  shown: IndexQuery,
  link: MeilisearchLink,
): Promise<readonly FoundArticle[]> {
  const groups = hits.flatMap(({ group, lang }) => (group === undefined || lang?.[0] === readers ? [] : [group]));
  if (!collapsed || readers === undefined || groups.length === 0) return hits;
  const wanted = within(attempt, allOf([oneOf('group', groups), oneOf('lang', [readers])]));
  const { hits: others } = await ask(wanted, shown, { page: 1, hitsPerPage: groups.length, distinct: 'group' }, link);
  const theirs = new Map(others.map((hit) => [hit.group, hit]));
  return hits.map((hit) => (hit.group === undefined ? hit : (theirs.get(hit.group) ?? hit)));
}

/** The findable members of groups, by group. */
export async function membersOf(
  groups: readonly string[],
  now: number,
  link: MeilisearchLink,
): Promise<ReadonlyMap<string, Translation[]>> {
  const members = new Map<string, Translation[]>();
  if (groups.length === 0) return members;
  const { hits } = await link.search<FoundArticle>({
    q: '',
    ...{ page: 1, hitsPerPage: MOST_MEMBERS, attributesToRetrieve: ['group', 'card'] },
    filter: allOf([...findable(now), oneOf('group', groups)]),
  });
  for (const { group, card } of hits) {
    if (group === undefined) continue;
    const { id, language, url } = card;
    const member = { language, id, ...(url === undefined ? {} : { url }) };
    members.set(group, [...(members.get(group) ?? []), member]);
  }
  return members;
}
