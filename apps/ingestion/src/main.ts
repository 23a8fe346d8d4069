import { bootstrap } from '#runtime/bootstrap.js';
import { IngestionModule } from './ingestion.module.js';

await bootstrap(() => IngestionModule, { service: 'ingestion' });
