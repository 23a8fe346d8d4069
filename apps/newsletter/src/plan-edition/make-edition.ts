import type { EditionId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore, type Audience, type EditionRecord } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';
import { ChooseArticles } from './choose-articles.js';
import { editionId } from './edition-id.js';

/** What an edition is wanted for. */
export interface WantedEdition {
  readonly newsletter: Newsletter;
  readonly language: string;
  readonly slot: Date;
  readonly since: number;
  readonly to: Audience;
  /** The turn of the newsletter on which it was decided. */
  readonly turn: number;
}

/**
 * The edition, or how many articles there were up to which position when they were too few for one; `overtaken` when another
 * edition of the newsletter was made since it was decided.
 */
export type MadeEdition = { readonly id: EditionId } | { readonly found: number; readonly upTo: number } | 'overtaken';

/** Freezes the list of articles of an edition. The same edition wanted twice is made once. */
@Injectable()
export class MakeEdition {
  constructor(
    private readonly articles: CollectedArticleStore,
    private readonly editions: EditionStore,
    private readonly choose: ChooseArticles,
    private readonly clock: Clock,
  ) {}

  async make({ newsletter, language, slot, since, to, turn }: WantedEdition): Promise<MadeEdition> {
    const upTo = await this.articles.position();
    const without = await this.editions.articlesUsed({
      ...{ newsletter: newsletter.id, language, beyond: since, to: 'everyone' },
    });
    const chosen = await this.choose.choose({ newsletter, language, since, upTo, without });
    if (chosen.length < newsletter.minArticles) return { found: chosen.length, upTo };
    const id = editionId({ newsletter: newsletter.id, language, slot, since, to });
    const edition: EditionRecord = {
      ...{ id, newsletter: newsletter.id, language, slot: slot.toISOString(), state: 'planned', since, upTo, to },
      articleIds: chosen.map((article) => article.id),
      ...{ audience: 0, audienceComplete: false, cursor: '', revision: 1 },
      createdAt: this.clock.now().toISOString(),
    };
    return (await this.editions.create(edition, turn)) ? { id } : 'overtaken';
  }
}
