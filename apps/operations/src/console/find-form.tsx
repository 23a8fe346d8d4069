import type { JSX } from 'preact';

/** One box for whatever is looked for. */
export function FindForm({ value = '' }: { readonly value?: string }): JSX.Element {
  return (
    <form class="search-form find-form" role="search" action="/console/find" method="get">
      <label class="visually-hidden" for="find">
        Article or subscriber
      </label>
      <div class="search-line">
        <input
          id="find"
          name="q"
          type="search"
          value={value}
          placeholder="Article id, address, external id or words; or a mail address"
          maxLength={2048}
          autocomplete="off"
        />
        <button type="submit">Find</button>
      </div>
    </form>
  );
}
