import type { ArticlePageProps } from './article-page.props.js';
import type { Article } from '#contracts/article.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import { dateText } from '#web/components/reader-date.js';
import { textDirection } from '#web/text-direction.js';
import type { JSX } from 'preact';
import { ArticleFigure } from './article-figure.js';
import { ArticleHeader } from './article-header.js';
import { RelatedArticles } from './related-articles.js';
import { Topics } from './topics.js';
import { TrustBox } from './trust-box.js';

/** An article to be read: what it is stands before it, what is known of its making beside it, what is near below it. */
export function ArticlePage(props: ArticlePageProps): JSX.Element {
  const { article, reader } = props;
  const [first, ...otherImages] = imagesOutside(article);
  const inItsLanguage = { lang: article.language, dir: textDirection(article.language) };
  return (
    <article class="article">
      <ArticleHeader {...props} />
      <div class="article-columns">
        <div class="article-main">
          <Corrections article={article} reader={reader} />
          {first !== undefined && <ArticleFigure image={first} reader={reader} language={article.language} />}
          {/* Sanitised when it was accepted: allowed elements and addresses only. */}
          <div class="prose" {...inItsLanguage} dangerouslySetInnerHTML={{ __html: article.body.html }} />
          {otherImages.map((image) => (
            <ArticleFigure key={image.url} image={image} reader={reader} language={article.language} />
          ))}
          <Topics article={article} reader={reader} />
        </div>
        <TrustBox {...props} />
      </div>
      <RelatedArticles {...props} />
    </article>
  );
}

/** Pictures that stand in the text are not shown again. */
function imagesOutside({ images, body }: Article): Article['images'] {
  return images.filter(({ url }) => !body.html.includes(url.replaceAll('&', '&amp;')));
}

function Corrections({ article, reader }: Pick<ArticlePageProps, 'article' | 'reader'>): JSX.Element {
  const say = ARTICLE_PHRASES[reader.language];
  return (
    <>
      {article.corrections.map(({ at, text }) => (
        <div key={`${at} ${text}`} class="notice warn correction">
          <p>
            <strong>{say.correctionOf(dateText(at, reader.language))}</strong>
          </p>
          <p lang={article.language}>{text}</p>
        </div>
      ))}
    </>
  );
}
