import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { projectRoot } from './project-file.js';

const Metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
});
const Manifest = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: Metadata });
export type Manifest = z.infer<typeof Manifest>;

export const SECRETS = [
  '--mongo-url=mongodb://courant:password@mongodb:27017/?replicaSet=courant&authSource=courant',
  '--redis-url=redis://:password@redis:6379',
  '--meili-key=a-key',
  '--smtp-url=smtp://courant:password@mail.example:587',
];

/** The production overlay as `kubectl apply -k` would send it, with secrets made by make-secrets.mjs. */
export function kustomized(kubectl: string): Manifest[] {
  const folder = mkdtempSync(join(tmpdir(), 'courant-kubernetes-'));
  try {
    cpSync(join(projectRoot, 'deploy'), folder, { recursive: true });
    rmSync(join(folder, 'kubernetes/overlays/production/secrets.env'), { force: true });
    const run = (command: string, ...args: string[]): string =>
      execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    run(process.execPath, 'kubernetes/make-secrets.mjs', ...SECRETS);
    return parseAllDocuments(run(kubectl, 'kustomize', 'kubernetes/overlays/production')).map((document) =>
      unfolded(Manifest.parse(document.toJS())),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** kustomize breaks long base64 into lines, which decoders pass over. */
function unfolded(manifest: Manifest): Manifest {
  if (manifest.kind !== 'Secret') return manifest;
  const data = z.record(z.string(), z.string()).parse(manifest['data']);
  return {
    ...manifest,
    data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value.replaceAll(/\s/g, '')])),
  };
}
