import type { ServiceName } from '#contracts/cloud-event.js';
import type { Config } from './config/config.js';
import { SERVICES } from './config/settings.js';

/** Tells the person at the terminal where everything is, and the admin token when it was made just now. */
export function announce(config: Config): void {
  const at = config.publicUrl;
  const runs = (service: ServiceName): boolean => config.services.includes(service);
  const lines = [
    `Courant runs${config.services.length < SERVICES.length ? `: ${config.services.join(', ')} on port ${config.httpPort}` : ''}.`,
    ...(runs('search') ? [`  Reader page   ${at}/`] : []),
    ...(runs('operations') ? [`  Console       ${at}/console`, `  Docs          ${at}/docs`] : []),
    ...(runs('operations') && config.smtpUrl === undefined ? [`  Mail catcher  ${at}/mail`] : []),
  ];
  if (config.adminTokenIsNew) {
    lines.push(`  Admin token   ${config.adminToken}`);
    if (config.dataDir !== ':memory:')
      lines.push(`                (shown once; kept in ${config.dataDir}/admin-token)`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
