import { CONSOLE } from '#web/scripts/scripts.js';
import { renderPage } from '#web/render-page.js';
import type { ComponentChildren, JSX } from 'preact';

const PLACES = [
  { href: '/console', name: 'Overview' },
  { href: '/console/dead-letters', name: 'Dead letters' },
  { href: '/console/queues', name: 'Queues' },
  { href: '/console/find', name: 'Find' },
  { href: '/console/audit', name: 'Audit' },
] as const;

export interface ConsolePage {
  readonly title: string;
  /** The place of the navigation that it belongs to. */
  readonly place: (typeof PLACES)[number]['href'];
  readonly body: ComponentChildren;
}

/** A page of the console; the parts marked as live are kept current by its script. */
export function consolePage({ title, place, body }: ConsolePage): string {
  return renderPage({
    language: 'en',
    title: `${title} – Console`,
    head: <meta name="robots" content="noindex" />,
    body,
    navigation: <ConsoleNavigation place={place} />,
    scripts: [CONSOLE],
    switchable: false,
    wide: true,
  });
}

function ConsoleNavigation({ place }: Pick<ConsolePage, 'place'>): JSX.Element {
  return (
    <nav class="navigation console-navigation" aria-label="Console">
      {PLACES.map(({ href, name }) => (
        <a key={href} href={href} aria-current={href === place ? 'page' : undefined}>
          {name}
        </a>
      ))}
      <form method="post" action="/console/sign-out">
        <button type="submit" class="plain small">
          Sign out
        </button>
      </form>
    </nav>
  );
}
