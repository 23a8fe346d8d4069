import { DataTable } from '#web/components/data-table.js';
import type { JSX } from 'preact';
import type { SummaryDto } from '../summary/summary.dto.js';
import { numberText } from './moment.js';

/** The senders of articles. */
export function SourcesTable({ sources }: { readonly sources: SummaryDto['sources'] }): JSX.Element {
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title">Sources</h2>
      <DataTable
        caption="Sources of articles"
        captionHidden
        columns={['Source', 'Name', 'Format', '#Live secrets', '#Articles a minute']}
        live="sources"
      >
        {sources.length === 0 && (
          <tr>
            <td colSpan={5}>None yet.</td>
          </tr>
        )}
        {sources.map(({ id, name, format, secrets, rateLimit }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            <td>{name}</td>
            <td>{format}</td>
            <td class="number">{secrets}</td>
            <td class="number">{rateLimit === undefined ? 'no limit' : `at most ${numberText(rateLimit)}`}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
