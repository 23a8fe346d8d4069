import { Redis } from 'ioredis';
import { RedisEngine } from './redis-engine.js';

describe('RedisEngine', () => {
  it('keeps what it acknowledged when it is killed', async () => {
    const engine = await RedisEngine.start();
    const client = new Redis(engine.url);
    client.on('error', () => undefined);
    await client.set('kept', 'yes');
    await engine.kill();
    await engine.restart();
    expect(await client.get('kept')).toBe('yes');
    client.disconnect();
    await engine.dispose();
  });
});
