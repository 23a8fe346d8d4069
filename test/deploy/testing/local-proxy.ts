import { SERVICES } from '#runtime/config/settings.js';
import { freePort } from '#runtime/testing/free-port.js';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineProcess } from '../../engines/engine-process.js';
import type { NamedUpstreams } from './named-upstreams.js';
import { projectFile } from './project-file.js';

/** deploy/proxy/nginx.conf in a real nginx, with the names and folders of the container replaced by local ones. */
export class LocalProxy {
  private constructor(
    readonly url: string,
    private readonly process: EngineProcess,
    private readonly folder: string,
  ) {}

  static async start(nginx: string, upstreams: NamedUpstreams): Promise<LocalProxy> {
    const folder = mkdtempSync(join(tmpdir(), 'courant-proxy-'));
    const port = await freePort();
    const file = join(folder, 'nginx.conf');
    writeFileSync(file, localConfiguration(folder, port));
    writeFileSync(join(folder, 'upstreams.conf'), localUpstreams(upstreams));
    const asRoot = process.getuid?.() === 0 ? ['-g', 'user root;'] : [];
    const args = ['-p', folder, '-c', file, ...asRoot];
    execFileSync(nginx, ['-t', '-q', ...args], { stdio: 'pipe' });
    const engine = new EngineProcess({
      name: 'nginx',
      command: nginx,
      args: [...args.slice(0, 4), '-g', `${asRoot[1] ?? ''} daemon off;`],
      readyWhen: /start worker process/,
    });
    await engine.start();
    return new LocalProxy(`http://127.0.0.1:${port}`, engine, folder);
  }

  async stop(): Promise<void> {
    await this.process.stop();
    rmSync(this.folder, { recursive: true });
  }
}

function localConfiguration(folder: string, port: number): string {
  return projectFile('deploy/proxy/nginx.conf')
    .replaceAll('/tmp/', `${folder}/`)
    .replace('include mime.types', 'include /etc/nginx/mime.types')
    .replace('/dev/stdout', `${folder}/access.log`)
    .replace('error_log stderr warn', 'error_log stderr notice')
    .replace('worker_processes auto', 'worker_processes 1')
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/etc/nginx/upstreams.conf', join(folder, 'upstreams.conf'));
}

/** `resolve` came to the open nginx in 1.27.3; Debian's is older, and local addresses need no resolving. */
function localUpstreams(upstreams: NamedUpstreams): string {
  let text = projectFile('deploy/proxy/upstreams.conf')
    .replace(/^resolver .*$/m, '')
    .replaceAll(' resolve;', ';');
  for (const service of SERVICES)
    text = text.replace(new RegExp(`server ${service}:\\d+`), `server 127.0.0.1:${upstreams.port(service)}`);
  return text;
}
