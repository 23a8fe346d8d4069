import { NewsroomModule } from '#apps/newsroom/src/newsroom.module.js';
import { startApp } from '#runtime/testing/start-app.js';
import { projectFile } from './testing/project-file.js';

describe('A service that runs alone', () => {
  it('describes the whole interface at the address that readers have, to machines and to people', async () => {
    const app = await startApp(await NewsroomModule.forServices(['operations']), {
      dataDir: ':memory:',
      env: { COURANT_SERVICES: 'operations' },
    });
    try {
      const reference = JSON.parse(projectFile('deploy/reference/openapi.json')) as object;
      const answer = (await (await app.fetch('/openapi.json')).json()) as object;
      expect(answer).toEqual({ ...reference, servers: [{ url: app.url }] });
      const docs = await (await app.fetch('/docs')).text();
      for (const path of ['/v1/sources/{sourceId}/articles', '/v1/search', '/v1/subscriptions', '/v1/ops/summary'])
        expect(docs).toContain(path);
    } finally {
      await app.stop();
    }
  });
});
