import { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { RelatedItem } from '#contracts/related.js';
import { ArticleStore } from '#ports/article-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { Clock } from '#ports/clock.port.js';
import { PostingStore, type ArticleProfile } from '#ports/posting-store.port.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { interfaceLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import { relatedSentence } from '#web/phrases/related-phrases.js';
import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { z } from 'zod';

const RelatedQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language such as "de"')
    .optional(),
  explain: z.enum(['0', '1', 'true', 'false']).optional(),
});
const RelatedAnswer = z.object({
  items: z.array(RelatedItem.extend({ text: z.string() })),
  story: z.object({ id: z.string(), size: z.int() }).optional(),
});
type RelatedAnswer = z.infer<typeof RelatedAnswer>;

/** The related list of an article, with the reason for each neighbour in the reader's language. */
@Controller('v1/articles')
export class ListRelatedController {
  constructor(
    private readonly lists: RelatedStore,
    private readonly articles: ArticleStore,
    private readonly postings: PostingStore,
    private readonly clock: Clock,
  ) {}

  @Get(':id/related')
  @Describe('Lists the articles nearest to one, each with its reasons and a sentence that tells them.', {
    200: RelatedAnswer,
  })
  async list(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: RelatedQuery }) { limit, lang }: z.infer<typeof RelatedQuery>,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<RelatedAnswer> {
    const list = await this.lists.list(id);
    if (list === undefined && (await this.articles.published(id)) === undefined) {
      throw new ProblemError(404, `There is no article ${id}.`);
    }
    const language = interfaceLanguage(accepted, lang);
    const live = await this.live(list?.items ?? []);
    const [own] = await this.postings.profiles([id]);
    const items = live.slice(0, limit).map((item) => ({ ...item, text: sentenceOf(own, item, language) }));
    return { items, ...(list?.story === undefined ? {} : { story: list.story }) };
  }

  /** Without those that have ended since the list was made. */
  private async live(items: readonly RelatedItem[]): Promise<RelatedItem[]> {
    const now = this.clock.now().getTime();
    const profiles = await this.postings.profiles(items.map(({ id }) => ArticleId.parse(id)));
    const live = new Set(
      profiles.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now).map(({ id }) => String(id)),
    );
    return items.filter(({ id }) => live.has(id));
  }
}

function sentenceOf(own: ArticleProfile | undefined, item: RelatedItem, language: InterfaceLanguage): string {
  const { reasons, publishedAt } = item;
  if (own === undefined) return relatedSentence({ reasons }, language);
  return relatedSentence({ reasons, published: [new Date(own.publishedAt).toISOString(), publishedAt] }, language);
}
