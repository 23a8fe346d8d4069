import { ArticleId } from '#contracts/ids.js';
import { RelatedItem, type RelatedReason } from '#contracts/related.js';
import { RelatedStore, type RelatedList } from '#ports/related-store.port.js';
import { PublicArticles } from '#runtime/articles/public-articles.js';
import { Describe } from '#runtime/reference/describe.decorator.js';
import { interfaceLanguage, type InterfaceLanguage } from '#web/interface-language.js';
import { relatedSentence } from '#web/phrases/related-phrases.js';
import { Controller, Get, Header, Headers, Param, Query } from '@nestjs/common';
import { z } from 'zod';

/** Values of a reason unless all are asked for. */
const MOST_VALUES = 3;

const RelatedQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  lang: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language such as "de"')
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
    private readonly articles: PublicArticles,
  ) {}

  /** An article that was published a moment ago has an empty list; `explain` gives every value of the reasons. */
  @Get(':id/related')
  @Header('vary', 'accept-language')
  @Describe('Lists the articles nearest to one, each with its reasons and a sentence that tells them.', {
    200: RelatedAnswer,
  })
  async list(
    @Param('id', { schema: ArticleId }) id: ArticleId,
    @Query({ schema: RelatedQuery }) { limit, lang, explain }: z.infer<typeof RelatedQuery>,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<RelatedAnswer> {
    const language = interfaceLanguage(accepted, lang);
    const list = await this.lists.list(id, language);
    if (list === undefined) {
      await this.articles.find(id);
      return { items: [] };
    }
    const inFull = explain === '1' || explain === 'true';
    return {
      items: list.items.slice(0, limit).map((item) => shown(item, list, { language, inFull })),
      ...(list.story === undefined ? {} : { story: list.story }),
    };
  }
}

function shown(
  item: RelatedItem,
  { publishedAt }: RelatedList,
  { language, inFull }: { language: InterfaceLanguage; inFull: boolean },
): RelatedAnswer['items'][number] {
  const text = relatedSentence({ reasons: item.reasons, published: [publishedAt, item.publishedAt] }, language);
  return { ...item, reasons: inFull ? item.reasons : item.reasons.map(shortened), text };
}

function shortened(reason: RelatedReason): RelatedReason {
  return { ...reason, values: reason.values.slice(0, MOST_VALUES) };
}
