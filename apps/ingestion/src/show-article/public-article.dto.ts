import type { Article } from '#contracts/article.js';
import type { ArticleVersion } from '#ports/article-store.port.js';

/** An article as it is given out: all that is stored but the near-duplicate signature, which only machines here read. */
export type PublicArticle = Omit<Article, 'signature'>;

/** The native form of a public article. */
export function publicArticle({ signature: _signature, ...article }: Article): PublicArticle {
  return article;
}

/** One public version, in short. */
export interface VersionDto {
  readonly version: number;
  readonly receivedAt: string;
  readonly title: string;
  readonly summary?: string;
  readonly modifiedAt?: string;
  readonly corrections: ReadonlyArray<{ readonly at: string; readonly text: string }>;
}

/** What is shown of a version. */
export function versionDto({ version, receivedAt, input }: ArticleVersion): VersionDto {
  const { title, summary, modifiedAt, corrections = [] } = input;
  return {
    ...{ version, receivedAt, title, corrections },
    ...(summary === undefined ? {} : { summary }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
  };
}
