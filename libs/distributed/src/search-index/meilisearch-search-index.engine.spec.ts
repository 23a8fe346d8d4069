import { searchIndexContract } from '#ports/testing/search-index.contract.js';
import { describeWithMeilisearch } from '../testing/meilisearch-server.js';

describeWithMeilisearch('MeilisearchSearchIndex', (server) => searchIndexContract((clock) => server.open(clock)));
