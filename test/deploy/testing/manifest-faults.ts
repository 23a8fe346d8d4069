import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { z } from 'zod';
import type { Manifest } from './kustomized.js';
import { projectRoot } from './project-file.js';

const packageOf = ({ apiVersion }: Manifest): string => `kubernetes-models/${apiVersion}`;
const nameOf = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.name}`;

/**
 * What is wrong with manifests by the API's own description: unknown, missing and wrongly typed fields by the compiler, which
 * sees each as a literal of its type, and values by the schemas.
 */
export function manifestFaults(manifests: readonly Manifest[]): string[] {
  const faults = typeFaults(manifests);
  for (const manifest of manifests) faults.push(...valueFaults(manifest));
  return faults;
}

function typeFaults(manifests: readonly Manifest[]): string[] {
  const file = join(projectRoot, 'manifests.check.ts');
  const lines = manifests.map(
    (manifest, index) =>
      `export const m${index}: import('${packageOf(manifest)}').I${manifest.kind} = ${JSON.stringify(manifest)};`,
  );
  const options: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
    ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, languageVersion) =>
    path === file ? ts.createSourceFile(file, lines.join('\n'), languageVersion) : read(path, languageVersion);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file: at, start, messageText }) => {
    const line = at === undefined || start === undefined ? 0 : at.getLineAndCharacterOfPosition(start).line;
    const manifest = manifests[line];
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${manifest === undefined ? '' : nameOf(manifest)}: ${text}`;
  });
}

const Model = z.custom<new (data: Manifest) => { validate(): void }>((value) => typeof value === 'function');

function valueFaults(manifest: Manifest): string[] {
  const models = createRequire(import.meta.url)(packageOf(manifest)) as Record<string, unknown>;
  const model = Model.parse(models[manifest.kind]);
  try {
    new model(manifest).validate();
    return [];
  } catch (error) {
    return [`${nameOf(manifest)}: ${String(error)}`];
  }
}
