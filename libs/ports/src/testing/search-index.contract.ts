import { searchIndexAnswers } from './search-index/answers.contract.js';
import { searchIndexChanges } from './search-index/changes.contract.js';
import type { OpenSearchIndex } from './search-index/open-search-index.js';
import { searchIndexHostile } from './search-index/hostile.contract.js';
import { searchIndexRebuild } from './search-index/rebuild.contract.js';
import { searchIndexSynonyms } from './search-index/synonyms.contract.js';
import { searchIndexSuggestions } from './search-index/suggestions.contract.js';
import { searchIndexTranslations } from './search-index/translations.contract.js';
import { searchIndexWords } from './search-index/words.contract.js';

/** What every SearchIndex does. */
export function searchIndexContract(open: OpenSearchIndex): void {
  describe('changes', () => searchIndexChanges(open));
  describe('a rebuild', () => searchIndexRebuild(open));
  describe('words', () => searchIndexWords(open));
  describe('synonyms', () => searchIndexSynonyms(open));
  describe('answers', () => searchIndexAnswers(open));
  describe('translations', () => searchIndexTranslations(open));
  describe('suggestions', () => searchIndexSuggestions(open));
  describe('hostile queries', () => searchIndexHostile(open));
}
