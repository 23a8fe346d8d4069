import type { ListPage } from '#contracts/list-query.js';
import { JOB_STATES, type JobState } from '#ports/job-queue.port.js';
import { DataTable } from '#web/components/data-table.js';
import { Pagination } from '#web/components/pagination.js';
import type { JSX } from 'preact';
import type { JobDto, QueueDto } from '../queues/queue.dto.js';
import { Moment, numberText } from './moment.js';
import { OutcomeNotice } from './outcome-notice.js';
import { queuePath } from './queues-table.js';

interface Props {
  readonly queue: QueueDto;
  readonly page: ListPage<JobDto>;
  readonly state: JobState;
  readonly outcome: string | undefined;
}

interface JobsProps {
  readonly jobs: readonly JobDto[];
  readonly state: JobState;
  /** Of the page of the queue. */
  readonly path: string;
}

/** One queue: pausing and going on, and its jobs of one state. */
export function QueuePage({ queue, page: { items: jobs, nextCursor }, state, outcome }: Props): JSX.Element {
  const { name, paused, counts } = queue;
  const path = queuePath(name);
  const pathOf = (query: Readonly<Record<string, string>>) => `${path}?${new URLSearchParams(query).toString()}`;
  return (
    <>
      <p class="quiet">
        <a href="/console/queues">All queues</a>
      </p>
      <h1>
        {name} <span class={paused ? 'tag warn' : 'tag good'}>{paused ? 'paused' : 'open'}</span>
      </h1>
      <OutcomeNotice outcome={outcome} />
      <form method="post" action={`${path}/${paused ? 'resume' : 'pause'}`}>
        <div class="buttons">
          <button type="submit" class={paused ? undefined : 'plain'}>
            {paused ? 'Resume' : 'Pause'}
          </button>
        </div>
      </form>
      <nav class="sorts" aria-label="Jobs by state">
        {JOB_STATES.map((other) => (
          <a key={other} href={pathOf({ state: other })} aria-current={other === state ? 'true' : undefined}>
            {other} ({numberText(counts[other])})
          </a>
        ))}
      </nav>
      {jobs.length === 0 ? <p class="notice">No job is {state}.</p> : <Jobs jobs={jobs} state={state} path={path} />}
      <Pagination language="en" next={nextCursor === undefined ? undefined : pathOf({ state, cursor: nextCursor })} />
    </>
  );
}

function Jobs({ jobs, state, path }: JobsProps): JSX.Element {
  const failed = state === 'failed';
  const columns = ['Job', 'Data', '#Tries', 'Due', ...(failed ? ['Reason', 'Act'] : [])];
  return (
    <DataTable caption={`Jobs that are ${state}`} captionHidden columns={columns}>
      {jobs.map(({ id, data, attempts, runAt, error }) => (
        <tr key={id}>
          <th scope="row">{id}</th>
          <td>
            <code>{JSON.stringify(data)}</code>
          </td>
          <td class="number">{numberText(attempts)}</td>
          <td>
            <Moment at={runAt} />
          </td>
          {failed && <td class="reason-cell">{error}</td>}
          {failed && (
            <td>
              <form method="post" action={`${path}/jobs/${encodeURIComponent(id)}/retry`}>
                <button type="submit" class="small plain" aria-label={`Retry ${id}`}>
                  Retry
                </button>
              </form>
            </td>
          )}
        </tr>
      ))}
    </DataTable>
  );
}
