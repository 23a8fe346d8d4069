import type { ComponentChildren, JSX } from 'preact';

interface Props {
  /** Says what the table holds; shown above it unless `captionHidden`. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  /** Names of the columns; those that begin with `#` hold numbers. */
  readonly columns: readonly string[];
  /** Makes the rows a part of the page that its script keeps current, under this id. */
  readonly live?: string;
  /** One `<tr>` each; the first cell of a row is its `<th scope="row">`. */
  readonly children: ComponentChildren;
}

/** A table that scrolls by itself where the window is too narrow, by keyboard too. */
export function DataTable({ caption, captionHidden = false, columns, live, children }: Props): JSX.Element {
  return (
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" class={name.startsWith('#') ? 'number' : undefined}>
                {name.replace(/^#/, '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody id={live} data-live={live !== undefined}>
          {children}
        </tbody>
      </table>
    </div>
  );
}
