import type { ComponentChildren, VNode } from 'preact';
import { carryLanguage } from '../carry-language.js';
import type { InterfaceLanguage } from '../interface-language.js';
import { SHELL_PHRASES } from '../phrases/shell-phrases.js';
import { LanguageSwitch } from './language-switch.js';
import { ReaderNavigation } from './reader-navigation.js';

export interface PageShellProps {
  readonly language: InterfaceLanguage;
  readonly children: ComponentChildren;
  /** False for pages of administrators, which speak one language. */
  readonly switchable: boolean;
  readonly wide: boolean;
  readonly path?: string | undefined;
  readonly chosen?: InterfaceLanguage | undefined;
  readonly navigation?: VNode | undefined;
}

/** What surrounds the content of every page: way in, name, ways on, languages. */
export function PageShell({ language, children, switchable, wide, ...place }: PageShellProps) {
  const say = SHELL_PHRASES[language];
  return (
    <>
      <a class="skip-link" href="#content">
        {say.skip}
      </a>
      <header class="masthead">
        <div class="masthead-line">
          <a class="wordmark" href={carryLanguage('/', place.chosen)}>
            <Wave />
            Courant
          </a>
          {place.navigation ?? <ReaderNavigation language={language} {...place} />}
          {switchable && <LanguageSwitch language={language} path={place.path} />}
        </div>
      </header>
      <main id="content" class={wide ? 'content content-wide' : 'content content-text'} tabIndex={-1}>
        {children}
      </main>
      <footer class="footer">
        <p>{say.madeWith}</p>
        <p>
          <a href="/v1/ranking">{say.ranking}</a>
        </p>
      </footer>
    </>
  );
}

/** The mark beside the name: two lines of a current. */
function Wave() {
  return (
    <svg class="wave" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
      <path d="M2 4.5c3.3 0 3.3 3 6.7 3s3.3-3 6.6-3 3.3 3 6.7 3M2 11c3.3 0 3.3 3 6.7 3s3.3-3 6.6-3 3.3 3 6.7 3" />
    </svg>
  );
}
