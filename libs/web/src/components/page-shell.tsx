import type { ComponentChildren } from 'preact';
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../interface-language.js';
import { SHELL_PHRASES } from '../phrases/shell-phrases.js';

const NAMES: Readonly<Record<InterfaceLanguage, string>> = { de: 'Deutsch', en: 'English', fr: 'Français' };

export interface PageShellProps {
  readonly language: InterfaceLanguage;
  readonly children: ComponentChildren;
  /** False for pages of administrators, which speak one language. */
  readonly switchable: boolean;
  readonly wide: boolean;
}

/** What surrounds the content of every page: way in, name, ways on, languages. */
export function PageShell({ language, children, switchable, wide }: PageShellProps) {
  const say = SHELL_PHRASES[language];
  return (
    <>
      <a class="skip" href="#content">
        {say.skip}
      </a>
      <header class="masthead">
        <a class="masthead-name" href="/">
          Courant
        </a>
        <nav class="masthead-ways">
          <a href="/">{say.search}</a>
          <a href="/subscribe">{say.subscribe}</a>
        </nav>
      </header>
      <main id="content" class={wide ? 'wide' : 'narrow'}>
        {children}
      </main>
      <footer class="footer">
        <p>
          {say.madeWith} <a href="/v1/ranking">/v1/ranking</a>
        </p>
        {switchable && <LanguageSwitch language={language} />}
      </footer>
    </>
  );
}

function LanguageSwitch({ language }: { readonly language: InterfaceLanguage }) {
  return (
    <nav aria-label={SHELL_PHRASES[language].language} class="footer-languages">
      {INTERFACE_LANGUAGES.map((one) => (
        <a key={one} href={`?ui=${one}`} lang={one} hreflang={one} aria-current={one === language ? 'true' : undefined}>
          {NAMES[one]}
        </a>
      ))}
    </nav>
  );
}
