import { TestClock } from '#ports/testing/test-clock.js';
import { startApp } from '#runtime/testing/start-app.js';
import { IngestionModule } from '../ingestion.module.js';
import { aNative, TestSender } from '../testing/a-sender.js';
import { ForgetDeliveries } from './forget-deliveries.job.js';

const DAY_MS = 24 * 3_600_000;

describe('Forgetting deliveries', () => {
  it('keeps the answer to a delivery for eight days and no longer', async () => {
    const clock = new TestClock();
    const app = await startApp(IngestionModule, { dataDir: ':memory:', clock });
    try {
      const sender = await TestSender.make(app);
      const deliver = async () => {
        const answer = await sender.send(aNative(), { id: 'msg_kept', at: clock.now() });
        const { outcome } = (await answer.json()) as { outcome: string };
        return { outcome, replayed: answer.headers.get('idempotent-replayed') };
      };
      expect(await deliver()).toEqual({ outcome: 'created', replayed: null });
      const job = app.get(ForgetDeliveries);
      clock.advance(8 * DAY_MS);
      await job.run();
      expect(await deliver()).toEqual({ outcome: 'created', replayed: 'true' });
      clock.advance(1);
      await job.run();
      expect(await deliver()).toEqual({ outcome: 'unchanged', replayed: null });
    } finally {
      await app.stop();
    }
  });
});
