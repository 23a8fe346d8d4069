import { receiptStoreContract } from '#ports/testing/receipt-store.contract.js';
import { openOnFile } from '../testing/open-on-file.js';
import { SqliteReceiptStore } from './sqlite-receipt-store.js';

describe('SqliteReceiptStore', () =>
  receiptStoreContract(() => openOnFile((database) => new SqliteReceiptStore(database))));
