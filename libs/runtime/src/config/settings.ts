import type { ServiceName } from '#contracts/cloud-event.js';

export const SERVICES = [
  'ingestion',
  'search',
  'related',
  'newsletter',
  'operations',
] as const satisfies readonly ServiceName[];

/** Where a service listens when it runs alone. */
export const PORTS: Readonly<Record<ServiceName, number>> = {
  ingestion: 3001,
  search: 3002,
  related: 3003,
  newsletter: 3004,
  operations: 3005,
};

export const SEARCH_ENGINES = ['sqlite', 'meilisearch'] as const;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** The brokers and how topics are made there. */
export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly login: { readonly username: string; readonly password: string } | undefined;
  readonly partitions: number;
  readonly retentionDays: number;
  /** Undefined: what the brokers do by default. */
  readonly replicas: number | undefined;
  /** A member of a group that is silent for so long loses its partitions. */
  readonly sessionSeconds: number;
}

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
  readonly trustedProxies: readonly string[];
  readonly kafka: KafkaSettings;
  readonly mongoUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly searchEngine: (typeof SEARCH_ENGINES)[number];
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
