import type { Config } from './config/config.js';

/** Tells the person at the terminal where everything is, and the admin token when it was made just now. */
export function announce(config: Config): void {
  const at = config.publicUrl;
  const lines = [
    'Courant runs.',
    `  Reader page   ${at}/`,
    `  Console       ${at}/console`,
    `  Docs          ${at}/docs`,
    ...(config.smtpUrl === undefined ? [`  Mail catcher  ${at}/mail`] : []),
  ];
  if (config.adminTokenIsNew) {
    lines.push(`  Admin token   ${config.adminToken}`);
    if (config.dataDir !== ':memory:')
      lines.push(`                (shown once; kept in ${config.dataDir}/admin-token)`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
