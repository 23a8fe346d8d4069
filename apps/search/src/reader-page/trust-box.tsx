import { ARTICLE_PHRASES } from '#web/phrases/article-phrases.js';
import type { ComponentChildren, JSX } from 'preact';
import type { ArticlePageProps } from './article-page.props.js';
import { typeName } from './value-name.js';

/** How the article came about and who answers for it: shown as the source states it, left out where it states nothing. */
export function TrustBox({ article, reader, sourceName }: ArticlePageProps): JSX.Element {
  const say = ARTICLE_PHRASES[reader.language];
  const { trust = {} } = article;
  return (
    <aside class="trust" aria-labelledby="trust">
      <h2 id="trust">{say.aboutThis}</h2>
      <dl>
        <Fact name={say.kind}>{typeName(article.type, reader)}</Fact>
        <Fact name={say.sponsor}>{trust.sponsor}</Fact>
        <Fact name={say.source}>
          {article.url === undefined ? (
            sourceName
          ) : (
            <>
              {sourceName}
              <br />
              <a href={article.url} rel="external">
                {say.original}
              </a>
            </>
          )}
        </Fact>
        <Fact name={say.ai}>{trust.aiUse === undefined ? undefined : say.aiUse[trust.aiUse]}</Fact>
        <Fact name={say.disclaimer}>
          {trust.disclaimer === undefined ? undefined : <span lang={article.language}>{trust.disclaimer}</span>}
        </Fact>
        <Fact name={say.policies}>{policies(trust, say)}</Fact>
        <Fact name={say.version}>{article.version}</Fact>
      </dl>
      <Authors article={article} />
    </aside>
  );
}

function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children?: ComponentChildren;
}): JSX.Element | null {
  if (children === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function policies(
  { publishingPrinciples, correctionsPolicy }: NonNullable<ArticlePageProps['article']['trust']>,
  say: { readonly principles: string; readonly correctionsPolicy: string },
): JSX.Element | undefined {
  if (publishingPrinciples === undefined && correctionsPolicy === undefined) return undefined;
  return (
    <>
      {publishingPrinciples !== undefined && <a href={publishingPrinciples}>{say.principles}</a>}
      {publishingPrinciples !== undefined && correctionsPolicy !== undefined && <br />}
      {correctionsPolicy !== undefined && <a href={correctionsPolicy}>{say.correctionsPolicy}</a>}
    </>
  );
}

/** Those who say something of themselves. */
function Authors({ article }: Pick<ArticlePageProps, 'article'>): JSX.Element {
  return (
    <>
      {article.authors.map(({ name, bio }) =>
        bio === undefined ? null : (
          <p key={name} class="author" lang={article.language}>
            {bio}
          </p>
        ),
      )}
    </>
  );
}
