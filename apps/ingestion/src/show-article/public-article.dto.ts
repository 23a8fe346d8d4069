import { Article } from '#contracts/article.js';
import { Correction } from '#contracts/native-article.js';
import type { ArticleVersion } from '#ports/article-store.port.js';
import { z } from 'zod';

/** An article as it is given out: all that is stored but the near-duplicate signature, which only machines here read. */
export const PublicArticle = Article.omit({ signature: true }).meta({ id: 'PublicArticle' });
export type PublicArticle = z.infer<typeof PublicArticle>;

/** The native form of a public article. */
export function publicArticle({ signature: _signature, ...article }: Article): PublicArticle {
  return article;
}

/** One public version, in short. */
export const VersionDto = z
  .object({
    version: z.int().positive(),
    receivedAt: z.string(),
    title: z.string(),
    summary: z.string().optional(),
    modifiedAt: z.string().optional(),
    corrections: z.array(Correction),
  })
  .meta({ id: 'ArticleVersion' });
export type VersionDto = z.infer<typeof VersionDto>;

/** What is shown of a version. */
export function versionDto({ version, receivedAt, input }: ArticleVersion): VersionDto {
  const { title, summary, modifiedAt, corrections = [] } = input;
  return {
    ...{ version, receivedAt, title, corrections },
    ...(summary === undefined ? {} : { summary }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}
