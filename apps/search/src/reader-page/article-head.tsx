import type { Article } from '#contracts/article.js';
import { schemaOrgArticle } from '#contracts/schema-org-article.js';
import type { SearchHit } from '#contracts/search.js';
import type { JSX } from 'preact';

interface Props {
  readonly article: Article;
  readonly translations: SearchHit['translations'];
  readonly publicUrl: string;
}

/** What machines read of an article's page: its one address, its translations (itself among them), its facts. */
export function ArticleHead({ article, translations, publicUrl }: Props): JSX.Element {
  const addressOf = (id: string): string => `${publicUrl}/a/${id}`;
  const address = addressOf(article.id);
  const image = article.images[0]?.url;
  return (
    <>
      <link rel="canonical" href={address} />
      {translations.length > 0 && <link rel="alternate" hreflang={article.language} href={address} />}
      {translations.map(({ id, language }) => (
        <link key={id} rel="alternate" hreflang={language} href={addressOf(id)} />
      ))}
      <link rel="alternate" type="application/json" href={`/v1/articles/${article.id}`} />
      <meta property="og:type" content="article" />
      <meta property="og:title" content={article.title} />
      <meta property="og:url" content={address} />
      {article.summary !== undefined && <meta property="og:description" content={article.summary} />}
      {image !== undefined && <meta property="og:image" content={image} />}
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{
          __html: structuredData(
            article,
            address,
            translations.map(({ id }) => addressOf(id)),
          ),
        }}
      />
    </>
  );
}

/** JSON-LD that no text can end: `<` is written as an escape. The text itself stands on the page. */
function structuredData(article: Article, address: string, translations: readonly string[]): string {
  const { articleBody: _onThePage, ...facts } = schemaOrgArticle(article, address);
  const workTranslation = translations.map((id) => ({ '@type': facts['@type'], '@id': id }));
  const data = { ...facts, ...(translations.length === 0 ? {} : { workTranslation }) };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
