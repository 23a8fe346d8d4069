import type { ClientConfig } from '#runtime/config/client-config.js';
import { SummaryDto } from '../../summary/summary.dto.js';
import { ApiError, type ApiClient } from '../api-client.js';
import type { Finding } from './finding.js';

/** Whether the server answers, lets us in, and its work goes on. */
export async function examineServer(client: ApiClient, config: ClientConfig): Promise<Finding[]> {
  try {
    const response = await client.send('/health/live', {});
    if (!response.ok) return [{ name: 'server', state: 'failed', detail: `${client.url} answers ${response.status}` }];
  } catch (error) {
    const reason = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    return [{ name: 'server', state: 'failed', detail: `${client.url} does not answer (${reason}); is it started?` }];
  }
  const server: Finding = { name: 'server', state: 'ok', detail: `${client.url} answers` };
  if (config.adminToken === undefined) {
    return [
      server,
      { name: 'admin token', state: 'warning', detail: 'none found; set COURANT_ADMIN_TOKEN or COURANT_DATA_DIR' },
    ];
  }
  return [server, ...(await examineWork(client))];
}

async function examineWork(client: ApiClient): Promise<Finding[]> {
  try {
    return findingsOf(await client.call('/v1/ops/summary', SummaryDto));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const detail = error.status === 401 ? 'refused; is it the token of this server?' : error.message;
    return [{ name: 'admin token', state: 'failed', detail }];
  }
}

function findingsOf(summary: SummaryDto): Finding[] {
  const failedJobs = summary.queues.reduce((sum, { counts }) => sum + (counts.failed ?? 0), 0);
  return [
    { name: 'admin token', state: 'ok', detail: 'accepted' },
    ...summary.checks.map(({ name, ok, detail }): Finding => ({ name, state: ok ? 'ok' : 'failed', detail })),
    ...summary.queues
      .filter(({ paused }) => paused)
      .map(({ name }): Finding => ({ name, state: 'warning', detail: 'the queue is paused' })),
    summary.deadLetters.open === 0
      ? { name: 'dead letters', state: 'ok', detail: 'none' }
      : {
          name: 'dead letters',
          state: 'warning',
          detail: `${summary.deadLetters.open} open; see "courant dead-letter list"`,
        },
    failedJobs === 0
      ? { name: 'failed jobs', state: 'ok', detail: 'none' }
      : { name: 'failed jobs', state: 'warning', detail: `${failedJobs}; see the console` },
    { name: 'articles', state: 'ok', detail: `${summary.articles} can be found` },
  ];
}
