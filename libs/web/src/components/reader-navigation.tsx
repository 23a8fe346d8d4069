import type { JSX } from 'preact';
import { carryLanguage } from '../carry-language.js';
import type { InterfaceLanguage } from '../interface-language.js';
import { SHELL_PHRASES } from '../phrases/shell-phrases.js';

interface Props {
  readonly language: InterfaceLanguage;
  readonly path?: string | undefined;
  readonly chosen?: InterfaceLanguage | undefined;
}

/** Where a reader can go from any page. */
export function ReaderNavigation({ language, path, chosen }: Props): JSX.Element {
  const phrases = SHELL_PHRASES[language];
  const here = path?.split('?')[0];
  const places = [
    { href: '/', name: phrases.search },
    { href: '/subscribe', name: phrases.subscribe },
  ];
  return (
    <nav class="navigation" aria-label={phrases.areas}>
      {places.map(({ href, name }) => (
        <a key={href} href={carryLanguage(href, chosen)} aria-current={href === here ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
