import type { Article } from '#contracts/article.js';
import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import type { JSX } from 'preact';
import type { Reader } from './reader.js';

interface Props {
  readonly image: Article['images'][number];
  readonly reader: Reader;
  /** Of the article. */
  readonly language: string;
}

/** A picture where it lies, loaded by the reader's browser over https alone; one that lies elsewhere is a link. */
export function ArticleFigure({ image, reader, language }: Props): JSX.Element {
  const { url, alt = '', caption, credit, width, height } = image;
  return (
    <figure class="figure">
      {url.startsWith('https:') ? (
        <img
          src={url}
          alt={alt}
          lang={language}
          width={width}
          height={height}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
        />
      ) : (
        <a href={url} rel="noreferrer">
          {alt === '' ? ARTICLE_PHRASES[reader.language].photo : alt}
        </a>
      )}
      {(caption !== undefined || credit !== undefined) && (
        <figcaption lang={language}>
          {caption} {credit !== undefined && <span class="credit">{credit}</span>}
        </figcaption>
      )}
    </figure>
  );
}
