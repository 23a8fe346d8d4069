import type { ClientConfig } from '#runtime/config/client-config.js';
import type { ApiClient } from '../api-client.js';
import { examineDataFolder } from './examine-data-folder.js';
import { examineNode } from './examine-node.js';
import { examineServer } from './examine-server.js';
import type { Finding } from './finding.js';

/** Looks at everything, the machine first. */
export async function examine(client: ApiClient, config: ClientConfig): Promise<Finding[]> {
  return [
    examineNode(process.versions.node),
    ...examineDataFolder(config.dataDir),
    ...(await examineServer(client, config)),
  ];
}
