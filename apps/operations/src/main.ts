import { bootstrap } from '#runtime/bootstrap.js';
import { OperationsModule } from './operations.module.js';

await bootstrap(() => OperationsModule, { service: 'operations' });
