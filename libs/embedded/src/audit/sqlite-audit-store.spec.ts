import { auditStoreContract } from '#ports/testing/audit-store.contract.js';
import { openOnFile } from '../testing/open-on-file.js';
import { SqliteAuditStore } from './sqlite-audit-store.js';

describe('SqliteAuditStore', () => auditStoreContract(() => openOnFile((database) => new SqliteAuditStore(database))));
