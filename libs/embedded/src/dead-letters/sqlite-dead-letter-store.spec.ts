import { deadLetterStoreContract } from '#ports/testing/dead-letter-store.contract.js';
import { openOnFile } from '../testing/open-on-file.js';
import { SqliteDeadLetterStore } from './sqlite-dead-letter-store.js';

describe('SqliteDeadLetterStore', () =>
  deadLetterStoreContract(() => openOnFile((database) => new SqliteDeadLetterStore(database))));
