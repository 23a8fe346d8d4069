import type { ListPage } from '#contracts/list-query.js';
import { DataTable } from '#web/components/data-table.js';
import { Pagination } from '#web/components/pagination.js';
import type { JSX } from 'preact';
import type { AuditDto } from '../audit/read-audit.js';
import { Moment } from './moment.js';

interface Props {
  readonly page: ListPage<AuditDto>;
  /** Only acts on this. */
  readonly target: string | undefined;
}

const TAGS = { done: 'tag good', refused: 'tag warn', failed: 'tag bad' } as const;

/** Administrative acts, newest first. */
export function AuditPage({ page: { items, nextCursor }, target }: Props): JSX.Element {
  const only = target === undefined ? {} : { target };
  return (
    <>
      <h1>Audit</h1>
      <p class="lead">Every administrative act, whether it succeeded or not. Nothing here is ever changed.</p>
      {target !== undefined && (
        <p>
          Only acts on <code>{target}</code>. <a href="/console/audit">Show all</a>
        </p>
      )}
      {items.length === 0 ? <p class="notice">None yet.</p> : <Acts acts={items} />}
      <Pagination language="en" next={nextCursor === undefined ? undefined : pathOf({ ...only, cursor: nextCursor })} />
    </>
  );
}

function pathOf(query: Readonly<Record<string, string>>): string {
  return `/console/audit?${new URLSearchParams(query).toString()}`;
}

function Acts({ acts }: { readonly acts: readonly AuditDto[] }): JSX.Element {
  return (
    <DataTable caption="Administrative acts" captionHidden columns={['When', 'Who', 'What', 'Target', 'Outcome']}>
      {acts.map(({ id, at, who, what, target, outcome, detail }) => (
        <tr key={id}>
          <th scope="row">
            <Moment at={at} />
          </th>
          <td>{who}</td>
          <td>
            <code>{what}</code>
          </td>
          <td class="reason-cell">
            <a href={pathOf({ target })}>{target}</a>
          </td>
          <td>
            <span class={TAGS[outcome]}>{outcome}</span> <span class="quiet">{detail}</span>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
