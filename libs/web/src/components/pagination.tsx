import type { JSX } from 'preact';
import type { InterfaceLanguage } from '../interface-language.js';
import { SHELL_PHRASES } from '../phrases/shell-phrases.js';

interface Props {
  readonly language: InterfaceLanguage;
  /** Where the page before leads; absent on the first. */
  readonly previous?: string | undefined;
  /** Where the next page leads; absent on the last. */
  readonly next?: string | undefined;
  /** Absent where the end of the list is not known. */
  readonly position?: { readonly page: number; readonly pages: number } | undefined;
}

/** The way through a list that is longer than a page; nothing when it is not. */
export function Pagination({ language, previous, next, position }: Props): JSX.Element | null {
  const phrases = SHELL_PHRASES[language];
  if (previous === undefined && next === undefined) return null;
  return (
    <nav class="pagination" aria-label={phrases.pages}>
      {previous !== undefined && (
        <a class="button plain" rel="prev" href={previous}>
          ← {phrases.previous}
        </a>
      )}
      {position !== undefined && <span class="position">{phrases.position(position.page, position.pages)}</span>}
      {next !== undefined && (
        <a class="button plain" rel="next" href={next}>
          {phrases.next} →
        </a>
      )}
    </nav>
  );
}
