import { auditStoreContract } from '#ports/testing/audit-store.contract.js';
import { deadLetterStoreContract } from '#ports/testing/dead-letter-store.contract.js';
import { receiptStoreContract } from '#ports/testing/receipt-store.contract.js';
import { sourceStoreContract } from '#ports/testing/source-store.contract.js';
import { vocabularyStoreContract } from '#ports/testing/vocabulary-store.contract.js';
import { MongoServer } from '../testing/mongo-server.js';
import { MongoAuditStore } from './audit/mongo-audit-store.js';
import { Counters } from './counters.js';
import { MongoDeadLetterStore } from './dead-letters/mongo-dead-letter-store.js';
import { MongoReceiptStore } from './receipts/mongo-receipt-store.js';
import { MongoSourceStore } from './sources/mongo-source-store.js';
import { MongoVocabularyStore } from './vocabulary/mongo-vocabulary-store.js';

const server = MongoServer.forAllTests();

describe('MongoAuditStore', () =>
  auditStoreContract(() => server.open((connection) => new MongoAuditStore(connection, new Counters(connection)))));
describe('MongoDeadLetterStore', () =>
  deadLetterStoreContract(() =>
    server.open((connection) => new MongoDeadLetterStore(connection, new Counters(connection))),
  ));
describe('MongoReceiptStore', () =>
  receiptStoreContract(() => server.open((connection) => new MongoReceiptStore(connection))));
describe('MongoSourceStore', () =>
  sourceStoreContract(() => server.open((connection) => new MongoSourceStore(connection))));
describe('MongoVocabularyStore', () =>
  vocabularyStoreContract(() => server.open((connection) => new MongoVocabularyStore(connection))));
