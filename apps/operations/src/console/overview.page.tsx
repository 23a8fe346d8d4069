import type { JSX } from 'preact';
import type { SummaryDto } from '../summary/summary.dto.js';
import { ConsumersTable } from './consumers-table.js';
import { EditionsTable } from './editions-table.js';
import { FindForm } from './find-form.js';
import { Moment, numberText } from './moment.js';
import { QueuesTable } from './queues-table.js';
import { SourcesTable } from './sources-table.js';

/** Everything operations look at first; kept current while it is looked at. */
export function OverviewPage({ summary }: { readonly summary: SummaryDto }): JSX.Element {
  const { ready, at, checks } = summary;
  return (
    <>
      <div class="console-head">
        <h1>Overview</h1>
        <p id="now" class="console-now" data-live>
          <span class={ready ? 'tag good' : 'tag bad'}>{ready ? 'Ready' : 'Not ready'}</span> <Moment at={at} />
        </p>
        <p
          id="connection"
          class="wrong"
          role="status"
          data-lost="The server does not answer; what is shown may be old."
        />
      </div>
      <FindForm />
      <Figures {...summary} />
      <section aria-labelledby="checks-title">
        <h2 id="checks-title">Checks</h2>
        <ul id="checks" class="plain-list checks" data-live>
          {checks.map(({ name, ok, detail }) => (
            <li key={name}>
              <span class={ok ? 'tag good' : 'tag bad'}>{ok ? 'ok' : 'failing'}</span> <strong>{name}</strong> {detail}
            </li>
          ))}
        </ul>
      </section>
      <ConsumersTable consumers={summary.consumers} />
      <QueuesTable queues={summary.queues} />
      <EditionsTable editions={summary.editions} />
      <SourcesTable sources={summary.sources} />
    </>
  );
}

function Figures({ articles, consumers, queues, deadLetters }: SummaryDto): JSX.Element {
  const events = consumers.reduce((sum, { lag }) => sum + lag, 0);
  const jobs = queues.reduce((sum, { counts }) => sum + counts.waiting + counts.active, 0);
  const failed = queues.reduce((sum, { counts }) => sum + counts.failed, 0);
  return (
    <dl id="figures" class="figures" data-live>
      <Figure name="Articles to be found" value={articles} />
      <Figure name="Events waiting" value={events} />
      <Figure name="Jobs in hand" value={jobs} />
      <Figure name="Jobs failed" value={failed} href="/console/queues" alarming />
      <Figure name="Open dead letters" value={deadLetters.open} href="/console/dead-letters" alarming />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: number;
  readonly href?: string;
  /** Anything but zero should be looked at. */
  readonly alarming?: boolean;
}

function Figure({ name, value, href, alarming = false }: FigureProps): JSX.Element {
  return (
    <div class={alarming && value > 0 ? 'figure-box alarming' : 'figure-box'}>
      <dt>{href === undefined ? name : <a href={href}>{name}</a>}</dt>
      <dd>{numberText(value)}</dd>
    </div>
  );
}
