import { Module } from '@nestjs/common';
import { SystemClock } from './composition/system-clock.js';
import { loadConfig } from './config/load-config.js';
import { startApplication } from './start-application.js';
import { freePort } from './testing/free-port.js';

@Module({})
class NothingModule {}

describe('A process that is to run a service', () => {
  it('does not start when nothing in it handles the events of a group of that service', async () => {
    const port = String(await freePort());
    const env = { COURANT_DATA_DIR: ':memory:', COURANT_CATCHER_PORT: '0', COURANT_LOG_LEVEL: 'silent' };
    const config = loadConfig({ ...env, COURANT_HTTP_PORT: port });
    const start = startApplication(NothingModule, { config, clock: new SystemClock(), whole: ['search'] });
    await expect(start).rejects.toThrow('nothing handles the events of search.indexer');
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  });
});
