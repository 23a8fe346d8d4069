import { TransientError } from '#contracts/errors.js';
import { Metrics } from './metrics.js';

const jobs = (queues: readonly string[]) => queues.map((queue) => ({ labels: { queue }, value: 1 }));

describe('A scrape', () => {
  it('shows the rest while what a value is read from is away, and nothing old', async () => {
    const metrics = new Metrics();
    let away = false;
    metrics.gauge('courant_jobs', 'Jobs', ['queue'], () =>
      away ? Promise.reject(new TransientError('the queue is away')) : Promise.resolve(jobs(['first'])),
    );
    metrics.counter('courant_things_total', 'Things').inc(3);
    expect(await metrics.text()).toContain('courant_jobs{queue="first"} 1');
    away = true;
    const text = await metrics.text();
    expect(text).not.toContain('courant_jobs{');
    expect(text).toContain('courant_things_total 3');
  });

  it('drops what is no longer there', async () => {
    const metrics = new Metrics();
    let queues = ['first', 'second'];
    metrics.gauge('courant_jobs', 'Jobs', ['queue'], () => Promise.resolve(jobs(queues)));
    expect(await metrics.text()).toContain('courant_jobs{queue="second"} 1');
    queues = ['first'];
    expect(await metrics.text()).not.toContain('queue="second"');
  });

  it('fails for a mistake of the program', async () => {
    const metrics = new Metrics();
    metrics.gauge('courant_jobs', 'Jobs', ['queue'], () => Promise.reject(new TypeError('a mistake')));
    await expect(metrics.text()).rejects.toThrow(TypeError);
  });
});
