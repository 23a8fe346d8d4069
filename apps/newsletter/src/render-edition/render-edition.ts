import type { Newsletter } from '#contracts/newsletter.js';
import { worthShowing } from '#contracts/worth-showing.js';
import type { Edition } from '#ports/edition-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { Config } from '#runtime/config/config.js';
import { Injectable } from '@nestjs/common';
import type { EditionContent } from './edition-content.js';
import { editionMjml } from './edition-mjml.js';
import { editionText } from './edition-text.js';
import { MjmlPool } from './mjml-pool.js';

const MOST_RELATED = 3;

/** An edition as mail shows it; personal links are slots. */
export interface RenderedEdition {
  readonly html: string;
  readonly text: string;
}

/** Makes the HTML and the text of an edition, the same for everybody who gets it. */
@Injectable()
export class RenderEdition {
  constructor(
    private readonly related: RelatedStore,
    private readonly mjml: MjmlPool,
    private readonly config: Config,
  ) {}

  async content(edition: Edition, newsletter: Newsletter): Promise<EditionContent> {
    const lists = await this.related.lists(edition.articles.map(({ id }) => id));
    const related = new Map(lists.map(({ articleId, items }) => [articleId, worthShowing(items, MOST_RELATED)]));
    return { newsletter, edition, related, publicUrl: this.config.publicUrl };
  }

  async render(edition: Edition, newsletter: Newsletter): Promise<RenderedEdition> {
    const content = await this.content(edition, newsletter);
    return { html: await this.mjml.html(editionMjml(content)), text: editionText(content) };
  }
}
