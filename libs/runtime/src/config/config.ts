import type { Settings } from './settings.js';

/** What this process was told to be; read once at start, never changed. */
export class Config {
  readonly profile: Settings['profile'];
  /** Services that this process runs. */
  readonly services: Settings['services'];
  /** Prefix of topics, groups, database, queues and indexes. */
  readonly namespace: string;
  /** Folder of everything that is kept. */
  readonly dataDir: string;
  readonly httpHost: string;
  readonly httpPort: number;
  /** How the outside reaches this installation, without a slash at the end. */
  readonly publicUrl: string;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly kafka: Settings['kafka'];
  readonly mongoUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly searchEngine: Settings['searchEngine'];
  readonly meiliUrl: string | undefined;
  readonly meiliKey: string | undefined;
  /** Where mail goes; undefined: the built-in catcher. */
  readonly smtpUrl: string | undefined;
  readonly catcherPort: number;
  /** Sender of mails that name no other: `Name <address>`. */
  readonly mailFrom: string;
  readonly dkim: Settings['dkim'];
  readonly adminToken: string;
  /** True when the token was made at this start and so must be shown once. */
  readonly adminTokenIsNew: boolean;
  /** Signs links and cookies. */
  readonly secret: string;
  readonly logLevel: Settings['logLevel'];
  readonly telemetryUrl: string | undefined;
  /** Threads for text work; 0 does it in slices on the main thread. */
  readonly textThreads: number;
  /** True when the demonstration is to run after the start. */
  readonly demo: boolean;

  constructor(settings: Settings) {
    this.profile = settings.profile;
    this.services = settings.services;
    this.namespace = settings.namespace;
    this.dataDir = settings.dataDir;
    this.httpHost = settings.httpHost;
    this.httpPort = settings.httpPort;
    this.publicUrl = settings.publicUrl;
    this.trustedProxies = settings.trustedProxies;
    this.kafka = settings.kafka;
    this.mongoUrl = settings.mongoUrl;
    this.redisUrl = settings.redisUrl;
    this.searchEngine = settings.searchEngine;
    this.meiliUrl = settings.meiliUrl;
    this.meiliKey = settings.meiliKey;
    this.smtpUrl = settings.smtpUrl;
    this.catcherPort = settings.catcherPort;
    this.mailFrom = settings.mailFrom;
    this.dkim = settings.dkim;
    this.adminToken = settings.adminToken;
    this.adminTokenIsNew = settings.adminTokenIsNew;
    this.secret = settings.secret;
    this.logLevel = settings.logLevel;
    this.telemetryUrl = settings.telemetryUrl;
    this.textThreads = settings.textThreads;
    this.demo = settings.demo;
  }
}
