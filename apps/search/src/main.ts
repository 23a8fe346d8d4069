import { bootstrap } from '#runtime/bootstrap.js';
import { SearchModule } from './search.module.js';

await bootstrap(() => SearchModule, { service: 'search' });
