import type { EditionId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { Clock } from '#ports/clock.port.js';
import { CollectedArticleStore } from '#ports/collected-article-store.port.js';
import { EditionStore, type Audience, type EditionRecord } from '#ports/edition-store.port.js';
import { Injectable } from '@nestjs/common';
import { ChooseArticles } from './choose-articles.js';
import { editionId } from './edition-id.js';

const MOST_OF_A_SLOT = 50;

/** What an edition is wanted for. */
export interface WantedEdition {
  readonly newsletter: Newsletter;
  readonly language: string;
  readonly slot: Date;
  readonly since: number;
  readonly to: Audience;
}

/** Freezes the list of articles of an edition. */
@Injectable()
export class MakeEdition {
  constructor(
    private readonly articles: CollectedArticleStore,
    private readonly editions: EditionStore,
    private readonly choose: ChooseArticles,
    private readonly clock: Clock,
  ) {}

  /** Undefined when there are fewer articles than the newsletter wants. */
  async make({ newsletter, language, slot, since, to }: WantedEdition): Promise<EditionId | undefined> {
    const upTo = await this.articles.position();
    const without = await this.editions.articlesUsed({
      ...{ newsletter: newsletter.id, language, beyond: since, to: 'everyone' },
    });
    const chosen = await this.choose.choose({ newsletter, language, since, upTo, without });
    if (chosen.length < newsletter.minArticles) return undefined;
    return this.create({
      ...{ newsletter: newsletter.id, language, slot: slot.toISOString(), state: 'planned', since, upTo, to },
      articleIds: chosen.map(({ id }) => id),
      ...{ audience: 0, audienceComplete: false, cursor: '', revision: 1 },
      createdAt: this.clock.now().toISOString(),
    });
  }

  /** A slot may have several editions, for cohorts that were served differently before. */
  private async create(record: Omit<EditionRecord, 'id'>): Promise<EditionId> {
    for (let number = 1; number <= MOST_OF_A_SLOT; number += 1) {
      const id = editionId(record.newsletter, record.language, new Date(record.slot), number);
      if (await this.editions.create({ ...record, id })) return id;
    }
    throw new Error(`${record.newsletter} has too many editions of one slot`);
  }
}
