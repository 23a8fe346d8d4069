import { vocabularyStoreContract } from '#ports/testing/vocabulary-store.contract.js';
import { openOnFile } from '../testing/open-on-file.js';
import { SqliteVocabularyStore } from './sqlite-vocabulary-store.js';

describe('SqliteVocabularyStore', () =>
  vocabularyStoreContract(() => openOnFile((database) => new SqliteVocabularyStore(database))));
