import type { ComponentChildren } from 'preact';

/** A page that says one thing, perhaps with a way on. */
export function MessagePage({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
}
