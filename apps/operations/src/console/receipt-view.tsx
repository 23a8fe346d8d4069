import type { ReceiptDto } from '#runtime/articles/receipt.dto.js';
import type { JSX } from 'preact';
import { deadLetterPath } from './dead-letters.page.js';
import { Facts } from './facts.js';
import { Moment } from './moment.js';

type StageEntry = ReceiptDto['stages'][number];

const TAGS: Readonly<Record<ReceiptDto['state'], string>> = {
  accepted: 'tag accent',
  scheduled: 'tag warn',
  held: 'tag bad',
  published: 'tag good',
  withdrawn: 'tag',
};

/** What happened to an article, stage by stage, with the time each stage took since its version was accepted. */
export function ReceiptView({ receipt, title }: { readonly receipt: ReceiptDto; readonly title: string }): JSX.Element {
  const { id, source, externalId, version, state, releaseAt, stages } = receipt;
  const acceptedAt = new Map(
    stages.filter(({ stage }) => stage === 'accepted').map((entry) => [entry.version, entry.at]),
  );
  return (
    <section aria-labelledby="article-title">
      <h2 id="article-title">
        {title} <span class={TAGS[state]}>{state}</span>
      </h2>
      <Facts
        facts={[
          ['Id', state === 'published' ? <a href={`/a/${id}`}>{id}</a> : id],
          ['Source', source],
          ['External id', externalId],
          ['Newest version', String(version)],
          ...(releaseAt === undefined ? [] : ([['Released at', <Moment key="release" at={releaseAt} />]] as const)),
        ]}
      />
      <h3>Receipt</h3>
      <ol class="timeline">
        {stages.map((entry, index) => (
          <Entry key={index} entry={entry} acceptedAt={acceptedAt.get(entry.version)} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry, acceptedAt }: { entry: StageEntry; acceptedAt: string | undefined }): JSX.Element {
  const { version, stage, place, at, outcome, detail = {} } = entry;
  const { deadLetter, ...others } = detail;
  return (
    <li class={outcome === 'failed' ? 'failed' : undefined}>
      <p>
        <strong>{stage}</strong> {place} <span class="tag">version {version}</span>{' '}
        {outcome === 'failed' && <span class="tag bad">failed</span>}
      </p>
      <p class="quiet">
        <Moment at={at} /> {acceptedAt !== undefined && stage !== 'accepted' && `(${afterText(acceptedAt, at)})`}
      </p>
      {Object.keys(others).length > 0 && (
        <p class="reason-cell">
          {Object.entries(others)
            .map(([name, value]) => `${name}: ${String(value)}`)
            .join(' · ')}
        </p>
      )}
      {deadLetter !== undefined && (
        <p>
          <a href={deadLetterPath(String(deadLetter))}>Dead letter</a>
        </p>
      )}
    </li>
  );
}

/** How long after: "after 84 ms", "after 3.2 s". */
function afterText(from: string, to: string): string {
  const elapsed = Math.max(0, Date.parse(to) - Date.parse(from));
  if (elapsed < 1_000) return `after ${elapsed} ms`;
  if (elapsed < 120_000) return `after ${(elapsed / 1_000).toFixed(1)} s`;
  return `after ${Math.round(elapsed / 60_000)} min`;
}
