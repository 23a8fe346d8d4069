import type { Article } from '#contracts/article.js';
import type { IndexChange } from '#ports/search-index.port.js';
import type { IndexedTerms, IndexInput } from '#text/worker/index-terms.js';
import type { TextPool } from '#text/worker/text-pool.js';
import { labelsOf } from '#contracts/article-card.js';
import type { WordChange } from './archive-words.js';

/** A change with its terms, and those of the version it replaces. */
export interface AnalysedChange {
  readonly change: IndexChange;
  readonly terms: IndexedTerms | undefined;
  readonly words: readonly WordChange[];
}

export function changedId(change: IndexChange): string {
  return change.kind === 'put' ? change.article.id : change.id;
}

export function changedVersion(change: IndexChange): number {
  return change.kind === 'put' ? change.article.version : change.version;
}

/** Analyses changes and the texts they replace, away from the event loop. */
export async function analysed(
  changes: readonly IndexChange[],
  olds: ReadonlyMap<string, IndexInput>,
  textPool: TextPool,
): Promise<AnalysedChange[]> {
  const puts = changes.flatMap((change) => (change.kind === 'put' ? [inputOf(change.article)] : []));
  const inputs = [...puts, ...olds.values()];
  const terms = await textPool.run('indexTerms', inputs);
  const newTerms = new Map(puts.map(({ id }, index) => [id, terms[index]]));
  const oldTerms = new Map([...olds.keys()].map((id, index) => [id, terms[puts.length + index]]));
  return changes.map((change) => {
    const id = changedId(change);
    const language = change.kind === 'put' ? change.article.canonicalLanguage : '';
    const gone = wordsOf(oldTerms.get(id), olds.get(id)?.language ?? '', -1);
    return { change, terms: newTerms.get(id), words: [...gone, ...wordsOf(newTerms.get(id), language, 1)] };
  });
}

function inputOf(article: Article): IndexInput {
  const { id, title, summary = '', text, canonicalLanguage } = article;
  return { id, title, summary, labels: labelsOf(article), body: text, language: canonicalLanguage };
}

function wordsOf(terms: IndexedTerms | undefined, language: string, by: 1 | -1): WordChange[] {
  return (terms?.vocabulary ?? []).map((word) => ({ word, language, by }));
}
