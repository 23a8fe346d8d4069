import { sourceStoreContract } from '#ports/testing/source-store.contract.js';
import { openOnFile } from '../testing/open-on-file.js';
import { SqliteSourceStore } from './sqlite-source-store.js';

describe('SqliteSourceStore', () =>
  sourceStoreContract(() => openOnFile((database) => new SqliteSourceStore(database))));
