import { DataTable } from '#web/components/data-table.js';
import type { JSX } from 'preact';
import type { QueueDto } from '../queues/queue.dto.js';
import { CountCell } from './count-cell.js';
import { waitText } from './moment.js';

/** The job queues with their jobs by state. */
export function QueuesTable({ queues }: { readonly queues: readonly QueueDto[] }): JSX.Element {
  return (
    <section aria-labelledby="queues-title">
      <h2 id="queues-title">Job queues</h2>
      <DataTable
        caption="Job queues and their jobs"
        captionHidden
        columns={['Queue', '#Waiting', '#Delayed', '#Active', '#Failed', '#Finished', '#Oldest', 'State']}
        live="queues"
      >
        {queues.map(({ name, counts, paused, oldestAgeSeconds }) => (
          <tr key={name}>
            <th scope="row">
              <a href={queuePath(name)}>{name}</a>
            </th>
            {[counts.waiting, counts.delayed, counts.active].map((count, index) => (
              <CountCell key={index} count={count} />
            ))}
            <CountCell count={counts.failed} alarming />
            <CountCell count={counts.finished} />
            <td class="number">{waitText(oldestAgeSeconds)}</td>
            <td>
              <span class={paused ? 'tag warn' : 'tag good'}>{paused ? 'paused' : 'open'}</span>
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

/** The page of a queue. */
export function queuePath(name: string): string {
  return `/console/queues/${encodeURIComponent(name)}`;
}
