import type { JSX } from 'preact';
import { carryLanguage } from '../carry-language.js';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../interface-language.js';
import { ownLanguageName } from '../language-name.js';
import { SHELL_PHRASES } from '../phrases/shell-phrases.js';

interface Props {
  readonly language: InterfaceLanguage;
  readonly path?: string | undefined;
}

/** The same page in the other languages of the interface. */
export function LanguageSwitch({ language, path }: Props): JSX.Element {
  return (
    <nav class="language-switch" aria-label={SHELL_PHRASES[language].language}>
      {INTERFACE_LANGUAGES.map((other) => (
        <a
          key={other}
          href={path === undefined ? `?ui=${other}` : carryLanguage(path, other)}
          lang={other}
          hreflang={other}
          aria-label={ownLanguageName(other)}
          aria-current={other === language ? 'true' : undefined}
        >
          {other.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}
