import type { ComponentChildren, JSX } from 'preact';

/** Names and what stands for them, one below the other. */
export function Facts({ facts }: { readonly facts: ReadonlyArray<readonly [string, ComponentChildren]> }): JSX.Element {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
