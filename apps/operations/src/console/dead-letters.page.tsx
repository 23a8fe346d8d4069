import type { ListPage } from '#contracts/list-query.js';
import { DataTable } from '#web/components/data-table.js';
import { Pagination } from '#web/components/pagination.js';
import type { JSX } from 'preact';
import type { DeadLetterDto } from '../dead-letters/dead-letter.dto.js';
import type { DeadLettersQuery } from '../dead-letters/dead-letters.js';
import { Moment, numberText } from './moment.js';
import { OutcomeNotice } from './outcome-notice.js';

interface Props {
  readonly page: ListPage<DeadLetterDto>;
  readonly query: DeadLettersQuery;
  readonly outcome: string | undefined;
}

const STATES = ['open', 'redriven', 'discarded'] as const;

/** Dead letters of one state, newest first; open ones can be redriven by group. */
export function DeadLettersPage({ page, query, outcome }: Props): JSX.Element {
  const groups = query.state === 'open' ? [...new Set(page.items.map(({ group }) => group))] : [];
  const next = page.nextCursor;
  return (
    <>
      <h1>Dead letters</h1>
      <p class="lead">Events and jobs that could not be handled, kept whole until somebody decides.</p>
      <OutcomeNotice outcome={outcome} />
      <nav class="sorts" aria-label="State">
        {STATES.map((state) => (
          <a key={state} href={pathOf({ state })} aria-current={state === query.state ? 'true' : undefined}>
            {state}
          </a>
        ))}
      </nav>
      {page.items.length === 0 ? <p class="notice good">None.</p> : <Letters letters={page.items} />}
      <Pagination
        language="en"
        next={next === undefined ? undefined : pathOf({ state: query.state, group: query.group, cursor: next })}
      />
      {groups.length > 0 && <RedriveGroups groups={groups} />}
    </>
  );
}

/** The page of a dead letter. */
export function deadLetterPath(id: string): string {
  return `/console/dead-letters/${encodeURIComponent(id)}`;
}

function pathOf(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `/console/dead-letters?${new URLSearchParams(given).toString()}`;
}

function Letters({ letters }: { readonly letters: readonly DeadLetterDto[] }): JSX.Element {
  return (
    <DataTable caption="Dead letters" captionHidden columns={['What', 'Group', 'Reason', '#Tries', 'Last failed']}>
      {letters.map(({ id, kind, type, topic, group, error, attempts, lastFailedAt }) => (
        <tr key={id}>
          <th scope="row">
            <a href={deadLetterPath(id)}>{kind === 'job' ? `job of ${topic}` : type}</a>
          </th>
          <td>{group}</td>
          <td class="reason-cell">{error}</td>
          <td class="number">{numberText(attempts)}</td>
          <td>
            <Moment at={lastFailedAt} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}

function RedriveGroups({ groups }: { readonly groups: readonly string[] }): JSX.Element {
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">Handle a whole group again</h2>
      <p class="quiet">Oldest first; what fails again stays open. Safe to press twice.</p>
      <div class="buttons">
        {groups.map((group) => (
          <form key={group} method="post" action="/console/dead-letters/redrive">
            <input type="hidden" name="group" value={group} />
            <button type="submit" class="plain">
              Redrive all of {group}
            </button>
          </form>
        ))}
      </div>
    </section>
  );
}
