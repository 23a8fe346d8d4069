import { SEND_STATES } from '#contracts/send-state.js';
import { DataTable } from '#web/components/data-table.js';
import type { JSX } from 'preact';
import type { SummaryDto } from '../summary/summary.dto.js';
import { Moment, numberText } from './moment.js';

type Edition = SummaryDto['editions'][number];

const TAGS: Readonly<Record<string, string>> = {
  planned: 'tag',
  sending: 'tag accent',
  paused: 'tag warn',
  finished: 'tag good',
  canceled: 'tag bad',
};

/** The newest editions with their sends by state; the sends add up to the audience. */
export function EditionsTable({ editions }: { readonly editions: readonly Edition[] }): JSX.Element {
  return (
    <section aria-labelledby="editions-title">
      <h2 id="editions-title">Newest editions</h2>
      <DataTable
        caption="Newest editions and their sends"
        captionHidden
        columns={['Edition', 'Due', 'State', '#Audience', 'Sends']}
        live="editions"
      >
        {editions.length === 0 && (
          <tr>
            <td colSpan={5}>None yet.</td>
          </tr>
        )}
        {editions.map(({ id, newsletter, language, slot, state, audience, counts }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`/e/${encodeURIComponent(id)}`}>{newsletter}</a> <span class="tag">{language}</span>
            </th>
            <td>
              <Moment at={slot} />
            </td>
            <td>
              <span class={TAGS[state] ?? 'tag'}>{state}</span>
            </td>
            <td class="number">{numberText(audience)}</td>
            <td>{sendsText(counts)}</td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function sendsText(counts: Edition['counts']): string {
  const present = SEND_STATES.filter((state) => (counts[state] ?? 0) > 0);
  return present.map((state) => `${numberText(counts[state] ?? 0)} ${state}`).join(', ') || '–';
}
