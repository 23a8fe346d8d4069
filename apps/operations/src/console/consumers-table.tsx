import { DataTable } from '#web/components/data-table.js';
import type { JSX } from 'preact';
import type { ConsumerLagDto } from '../consumers/consumer-lag.dto.js';
import { CountCell } from './count-cell.js';
import { waitText } from './moment.js';

/** How far each group of event handlers is behind. */
export function ConsumersTable({ consumers }: { readonly consumers: readonly ConsumerLagDto[] }): JSX.Element {
  return (
    <section aria-labelledby="consumers-title">
      <h2 id="consumers-title">Event delivery</h2>
      <DataTable
        caption="Consumer groups and how far they are behind"
        captionHidden
        columns={['Group', 'Topic', '#Waiting', '#Oldest', 'State']}
        live="consumers"
      >
        {consumers.map(({ group, topic, lag, oldestAgeSeconds, paused, reason }) => (
          <tr key={`${group} ${topic}`}>
            <th scope="row">{group}</th>
            <td>{topic}</td>
            <CountCell count={lag} />
            <td class="number">{waitText(oldestAgeSeconds)}</td>
            <td>
              <span class={paused ? 'tag warn' : lag > 0 ? 'tag accent' : 'tag good'}>
                {paused ? 'paused' : lag > 0 ? 'working' : 'up to date'}
              </span>{' '}
              {reason}
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
