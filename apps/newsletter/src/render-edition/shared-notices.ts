import type { CollectedArticle } from '#ports/collected-article-store.port.js';

type WithDisclaimer = Pick<CollectedArticle, 'disclaimer'>;

/**
 * The disclaimers that several articles of an edition have in common. Each is said once, below the articles; an article refers
 * to it by its number, so that it stays clear whose it is. One that is of every article needs no number.
 */
export class SharedNotices {
  /** In the order of the articles. */
  readonly texts: readonly string[];
  readonly ofAll: boolean;

  constructor(articles: readonly WithDisclaimer[]) {
    const given = articles.flatMap(({ disclaimer }) =>
      disclaimer === undefined || disclaimer === '' ? [] : disclaimer,
    );
    this.texts = [...new Set(given)].filter((text) => given.indexOf(text) < given.lastIndexOf(text));
    this.ofAll = this.texts.length === 1 && given.length === articles.length && new Set(given).size === 1;
  }

  /** What must be said at the article itself: a disclaimer that no other article has. */
  ownOf({ disclaimer }: WithDisclaimer): string | undefined {
    return disclaimer === undefined || this.texts.includes(disclaimer) ? undefined : disclaimer;
  }

  /** Number, from 1, that the article refers to; undefined when it refers to none. */
  numberOf({ disclaimer }: WithDisclaimer): number | undefined {
    const index = disclaimer === undefined || this.ofAll ? -1 : this.texts.indexOf(disclaimer);
    return index === -1 ? undefined : index + 1;
  }
}
