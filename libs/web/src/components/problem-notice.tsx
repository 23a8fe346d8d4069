import type { Problem } from '#contracts/problem.js';
import type { JSX } from 'preact';
import type { InterfaceLanguage } from '../interface-language.js';
import { PROBLEM_PHRASES, type ProblemKind } from '../phrases/problem-phrases.js';
import { SearchForm } from './search-form.js';

interface Props {
  readonly problem: Problem;
  readonly kind: ProblemKind;
  readonly language: InterfaceLanguage;
  readonly chosen: InterfaceLanguage | undefined;
}

/** What happened in words for readers, the way to what can be read, and for whoever repairs it the words of the problem document. */
export function ProblemNotice({ problem, kind, language, chosen }: Props): JSX.Element {
  const say = PROBLEM_PHRASES[language];
  const { title, text } = say[kind];
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <SearchForm language={language} chosen={chosen} />
      {kind !== 'missing' && kind !== 'gone' && <Technical problem={problem} summary={say.details} />}
    </>
  );
}

function Technical({ problem, summary }: { problem: Problem; summary: string }): JSX.Element {
  return (
    <details class="technical">
      <summary>{summary}</summary>
      <div lang="en">
        <p>
          {problem.status} {problem.title}: {problem.detail}
        </p>
        {problem.errors !== undefined && (
          <ul>
            {problem.errors.map(({ pointer, detail }) => (
              <li key={pointer}>
                <code>{pointer.slice(1)}</code> {detail}
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
