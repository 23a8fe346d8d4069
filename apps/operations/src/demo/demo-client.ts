import { clientConfig } from '#runtime/config/client-config.js';
import { processEnvironment } from '#runtime/config/process-environment.js';
import { ApiClient } from '../cli/api-client.js';
import { SourceSecrets } from '../cli/source-secrets.js';

/** The demonstration speaks to the server as anyone outside would: over HTTP. */
export interface DemoClient {
  readonly api: ApiClient;
  readonly secrets: SourceSecrets;
}

/** Throws when the server's admin token is not to be found. */
export function demoClient(): DemoClient {
  const config = clientConfig(processEnvironment());
  if (config.adminToken === undefined) throw new Error(`no admin token in ${config.dataDir}; is the server started?`);
  return { api: new ApiClient(config.url, config.adminToken), secrets: new SourceSecrets(config.dataDir) };
}
