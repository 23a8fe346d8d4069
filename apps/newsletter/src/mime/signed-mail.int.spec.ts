import { anArticle } from '#ports/testing/article-builder.js';
import { RealServer } from '#smtp/testing/real-server.js';
import { dkimVerify } from 'mailauth';
import { generateKeyPairSync } from 'node:crypto';
import { TestNewsroom, type EditionShown } from '../testing/test-newsroom.js';

describe('Mail with DKIM configured', () => {
  it('is signed, a confirmation as well as an edition', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const record = `v=DKIM1; k=ed25519; p=${publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`;
    const server = await RealServer.start();
    const newsroom = await TestNewsroom.start(server, {
      env: {
        COURANT_DKIM_DOMAIN: 'news.example',
        COURANT_DKIM_SELECTOR: 's1',
        COURANT_DKIM_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    });
    try {
      await newsroom.newsletter('morning');
      await newsroom.subscriber('ann@reader.example', 'morning', { language: 'en' });
      await newsroom.publish(anArticle().in('en').titled('Storm over the bridge'));
      const started = await newsroom.send('POST', '/v1/newsletters/morning/editions', {});
      const { editions } = (await started.json()) as { editions: EditionShown[] };
      await newsroom.finished(editions[0]?.id ?? '');
      const signed = await Promise.all(
        server.received.map(async ({ raw }) => (await dkimVerify(raw, { resolver: async () => [[record]] })).results),
      );
      expect(signed.map((results) => results.map(({ status }) => status.result))).toEqual([['pass'], ['pass']]);
    } finally {
      await newsroom.stop();
      await server.stop();
    }
  });
});
