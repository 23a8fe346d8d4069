import { bootstrap } from '#runtime/bootstrap.js';
import { RelatedModule } from './related.module.js';

await bootstrap(() => RelatedModule, { service: 'related' });
