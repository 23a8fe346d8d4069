import { articleStoreContract } from '#ports/testing/article-store.contract.js';
import { openOnFile } from '../testing/open-on-file.js';
import { SqliteArticleStore } from './sqlite-article-store.js';

describe('SqliteArticleStore', () =>
  articleStoreContract(() => openOnFile((database) => new SqliteArticleStore(database))));
