import type { Config } from './config.js';

const MASK = '********';

/** The configuration as JSON for people: secrets masked, passwords inside URLs too. */
export function printedConfig(config: Config): string {
  const shown = {
    ...config,
    adminToken: MASK,
    secret: MASK,
    ...(config.meiliKey === undefined ? {} : { meiliKey: MASK }),
    kafka: {
      ...config.kafka,
      ...(config.kafka.login === undefined ? {} : { login: { ...config.kafka.login, password: MASK } }),
    },
    ...(config.dkim === undefined ? {} : { dkim: { ...config.dkim, privateKey: MASK } }),
    adminTokenIsNew: undefined,
    mongoUrl: withoutPassword(config.mongoUrl),
    redisUrl: withoutPassword(config.redisUrl),
    smtpUrl: withoutPassword(config.smtpUrl),
  };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

function withoutPassword(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = new URL(text);
  if (url.password !== '') url.password = MASK;
  return url.href;
}
