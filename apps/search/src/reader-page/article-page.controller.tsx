import { ArticleId } from '#contracts/ids.js';
import { ProblemError } from '#contracts/problem.js';
import { PublicArticles } from '#runtime/articles/public-articles.js';
import { Config } from '#runtime/config/config.js';
import { sendPage } from '#runtime/http/page.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import { renderPage } from '#web/render-page.js';
import { Describe, PAGE } from '#runtime/reference/describe.decorator.js';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ArticleHead } from './article-head.js';
import type { ArticlePageProps } from './article-page.props.js';
import { ArticlePage } from './article.page.js';
import { ReadSurroundings } from './read-surroundings.js';
import { readerOf, type Reader } from './reader.js';
import { UnavailablePage } from './unavailable.page.js';

/** The page of an article, for readers and for machines that read pages. */
@Controller('a')
export class ArticlePageController {
  constructor(
    private readonly articles: PublicArticles,
    private readonly surroundings: ReadSurroundings,
    private readonly config: Config,
  ) {}

  @Get(':id')
  @Describe('Shows an article with its related list, trust box, corrections and translations.', { 200: PAGE })
  async show(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const reader = readerOf(request);
    try {
      const article = await this.articles.find(articleIdIn(id));
      const around = await this.surroundings.of(article);
      await sendPage(reply, this.page({ article, reader, ...around }));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await sendPage(reply, unavailable(error.status, reader), { status: error.status });
    }
  }

  private page(props: ArticlePageProps): string {
    const { article, reader, translations } = props;
    return renderPage({
      language: reader.language,
      title: article.title,
      description: article.summary,
      head: <ArticleHead article={article} translations={translations} publicUrl={this.config.publicUrl} />,
      body: <ArticlePage {...props} />,
      path: reader.path,
      chosen: reader.chosen,
      wide: true,
    });
  }
}

/** What cannot be an id is not there either. */
function articleIdIn(text: string): ArticleId {
  const id = ArticleId.safeParse(text);
  if (!id.success) throw new ProblemError(404, 'There is no such article.');
  return id.data;
}

function unavailable(status: number, reader: Reader): string {
  const say = ARTICLE_PHRASES[reader.language];
  return renderPage({
    language: reader.language,
    title: status === 410 ? say.goneTitle : say.missingTitle,
    head: <meta name="robots" content="noindex" />,
    body: <UnavailablePage gone={status === 410} reader={reader} />,
    path: reader.path,
    chosen: reader.chosen,
  });
}
