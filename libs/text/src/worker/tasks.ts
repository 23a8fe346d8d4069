import type { PreparedText, TextInput } from '../prepare-article.js';
import { indexTerms, type IndexInput, type IndexedTerms } from './index-terms.js';
import { profileTerms, type ProfileInput, type ProfiledTerms } from './profile-terms.js';

/** The work the pool knows, by name: what one item of a batch is and what becomes of it. */
export interface TextTasks {
  prepareArticles: { input: TextInput; output: PreparedText };
  indexTerms: { input: IndexInput; output: IndexedTerms };
  profileTerms: { input: ProfileInput; output: ProfiledTerms };
}

/** A pure function of one item, so that a batch can be cut anywhere and run in any thread. */
export type TextTask<Name extends keyof TextTasks> = (item: TextTasks[Name]['input']) => TextTasks[Name]['output'];

/** Registers each task; preparing brings the language table along, so it is loaded only where articles are prepared. */
const TASKS: { [Name in keyof TextTasks]: () => Promise<TextTask<Name>> } = {
  prepareArticles: async () => (await import('../prepare-article.js')).prepareText,
  indexTerms: () => Promise.resolve(indexTerms),
  profileTerms: () => Promise.resolve((item) => profileTerms(item)),
};

/** The function behind a task's name. */
export function loadTask<Name extends keyof TextTasks>(name: Name): Promise<TextTask<Name>> {
  return TASKS[name]();
}
