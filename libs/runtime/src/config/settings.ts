import type { ServiceName } from '#contracts/cloud-event.js';

export const SERVICES = [
  'ingestion',
  'search',
  'related',
  'newsletter',
  'operations',
] as const satisfies readonly ServiceName[];

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
}

/** Everything that can be set, as values of their types. */
export interface Settings {
  readonly profile: 'embedded' | 'distributed';
  readonly services: readonly ServiceName[];
  readonly namespace: string;
  readonly dataDir: string;
  readonly httpHost: string;
  readonly httpPort: number;
  readonly publicUrl: string;
  readonly kafkaBrokers: readonly string[];
  readonly mongoUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly meiliUrl: string | undefined;
  readonly meiliKey: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly catcherPort: number;
  readonly mailFrom: string;
  readonly dkim: DkimSettings | undefined;
  readonly adminToken: string;
  readonly adminTokenIsNew: boolean;
  readonly secret: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly telemetryUrl: string | undefined;
  readonly textThreads: number;
  readonly demo: boolean;
}
