import { searchIndexAnswers } from './search-index/answers.contract.js';
import { searchIndexChanges } from './search-index/changes.contract.js';
import type { OpenSearchIndex, SearchIndexFeatures } from './search-index/features.js';
import { searchIndexHostile } from './search-index/hostile.contract.js';
import { searchIndexSuggestions } from './search-index/suggestions.contract.js';
import { searchIndexTranslations } from './search-index/translations.contract.js';
import { searchIndexWords } from './search-index/words.contract.js';

/** What every SearchIndex does. */
export function searchIndexContract(open: OpenSearchIndex, features: SearchIndexFeatures): void {
  describe('changes', () => searchIndexChanges(open));
  describe('words', () => searchIndexWords(open, features));
  describe('answers', () => searchIndexAnswers(open, features));
  describe('translations', () => searchIndexTranslations(open));
  describe('suggestions', () => searchIndexSuggestions(open));
  describe('hostile queries', () => searchIndexHostile(open));
}
