import type { Clock } from '#ports/clock.port.js';
import type { TextPool } from '#text/worker/text-pool.js';
import type { Config } from '../config/config.js';
import type { Logger } from '../telemetry/logger.js';

/** What every profile is opened with. */
export interface ProfileParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly textPool: TextPool;
  readonly logger: Logger;
}
