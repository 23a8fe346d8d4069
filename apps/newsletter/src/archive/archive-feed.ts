import { nameOf, type Newsletter } from '#contracts/newsletter.js';
import type { Edition } from '#ports/edition-store.port.js';
import { editionDay } from '../plan-edition/local-day.js';

/** Editions of a newsletter as JSON Feed 1.1; `older` is the query of the feed that goes on with the ones before. */
export function archiveFeed(
  newsletter: Newsletter,
  { editions, older }: { readonly editions: readonly Edition[]; readonly older?: string },
  publicUrl: string,
) {
  const home = `${publicUrl}/n/${newsletter.id}`;
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: nameOf(newsletter, newsletter.languages[0] ?? 'en'),
    home_page_url: home,
    feed_url: `${home}/feed.json`,
    ...(older === undefined ? {} : { next_url: `${home}/feed.json?${older}` }),
    items: editions.map((edition) => ({
      id: `${publicUrl}/e/${edition.id}`,
      url: `${publicUrl}/e/${edition.id}`,
      title: `${nameOf(newsletter, edition.language)} ${editionDay(edition)}`,
      language: edition.language,
      date_published: edition.slot,
      content_text: edition.articles
        .map(({ title, url }) => (url === undefined ? title : `${title}\n${url}`))
        .join('\n\n'),
    })),
  };
}
