import { ReaderDate } from '#web/components/reader-date.js';
import type { SearchHit } from '#contracts/search.js';
import type { JSX } from 'preact';
import type { Found } from './find-anything.js';
import { FindForm } from './find-form.js';
import { ReceiptView } from './receipt-view.js';
import { SubscriberView } from './subscriber-view.js';

interface Props {
  readonly wanted: string;
  /** Absent before anything is looked for. */
  readonly found: Found | undefined;
}

/** The box, and what it found: an article's way, a subscriber, or articles to choose from. */
export function FindPage({ wanted, found }: Props): JSX.Element {
  return (
    <>
      <h1>Find</h1>
      <FindForm value={wanted} />
      {found?.kind === 'article' && <ReceiptView {...found} />}
      {found?.kind === 'subscriber' && <SubscriberView wanted={wanted} {...found} />}
      {found?.kind === 'articles' && <Candidates hits={found.hits} />}
    </>
  );
}

function Candidates({ hits }: { readonly hits: readonly SearchHit[] }): JSX.Element {
  if (hits.length === 0) return <p class="notice">Nothing found.</p>;
  return (
    <ol class="hits">
      {hits.map(({ id, title, language, source, publishedAt }) => (
        <li key={id}>
          <h2 lang={language}>
            <a href={`/console/find?q=${id}`}>{title}</a>
          </h2>
          <p class="meta">
            <ReaderDate at={publishedAt} language="en" />
            <span>{source}</span>
            <span>{id}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
