import { ProblemPages, type ProblemReader } from '#contracts/problem-pages.js';
import type { Problem } from '#contracts/problem.js';
import { Injectable } from '@nestjs/common';
import { h } from 'preact';
import { ProblemNotice } from './components/problem-notice.js';
import { interfaceLanguage, wishedLanguage } from './interface-language.js';
import { PROBLEM_PHRASES, type ProblemKind } from './phrases/problem-phrases.js';
import { renderPage } from './render-page.js';

/** Pages in the look of all others, in the reader's language, with the way to the search. */
@Injectable()
export class ReaderProblemPages extends ProblemPages {
  override page(problem: Problem, { accepts, wished, canAskAgain }: ProblemReader): string {
    const chosen = wishedLanguage(wished);
    const language = interfaceLanguage(accepts, chosen);
    const kind = kindOf(problem.status);
    return renderPage({
      ...{ language, chosen, switchable: canAskAgain },
      title: PROBLEM_PHRASES[language][kind].title,
      head: h('meta', { name: 'robots', content: 'noindex' }),
      body: h(ProblemNotice, { problem, kind, language, chosen }),
    });
  }
}

const KINDS: Readonly<Record<number, ProblemKind>> = {
  401: 'refused',
  403: 'refused',
  404: 'missing',
  410: 'gone',
  429: 'tooMany',
  503: 'away',
};

function kindOf(status: number): ProblemKind {
  return KINDS[status] ?? (status < 500 ? 'mistaken' : 'broken');
}
