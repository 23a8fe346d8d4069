import type { JSX } from 'preact';
import type { QueueDto } from '../queues/queue.dto.js';
import { QueuesTable } from './queues-table.js';

/** All job queues, kept current. */
export function QueuesPage({ queues }: { readonly queues: readonly QueueDto[] }): JSX.Element {
  return (
    <>
      <h1>Queues</h1>
      <p
        id="connection"
        class="wrong"
        role="status"
        data-lost="The server does not answer; what is shown may be old."
      />
      <QueuesTable queues={queues} />
    </>
  );
}
