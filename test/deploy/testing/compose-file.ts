import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from './project-file.js';

const Service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).default([]),
  tmpfs: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  profiles: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  deploy: z.looseObject({ resources: z.looseObject({ limits: z.object({ cpus: z.string(), memory: z.string() }) }) }),
});
const Compose = z.looseObject({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.looseObject({ internal: z.boolean().default(false) })),
});
export type ComposeFile = z.infer<typeof Compose>;

/** docker-compose.yml as it is written, anchors resolved. */
export function composeDocument(): unknown {
  return parse(projectFile('docker-compose.yml'), { merge: true }) as unknown;
}

/** docker-compose.yml as compose reads it with these variables; throws what compose would say of one that is missing. */
export function interpolatedDocument(variables: Readonly<Record<string, string>>): unknown {
  return interpolated(composeDocument(), variables);
}

/** The same with its parts. */
export function composeFile(variables: Readonly<Record<string, string>>): ComposeFile {
  return Compose.parse(interpolatedDocument(variables));
}

function interpolated(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolatedText(value, variables);
  if (Array.isArray(value)) return value.map((item) => interpolated(item, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolated(item, variables)]));
}

const REFERENCE = /\$\$|\$\{(\w+)(?:(:[-?])([^}]*))?\}|\$/g;

function interpolatedText(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(REFERENCE, (whole, name?: string, operator?: string, rest = '') => {
    if (whole === '$$') return '$';
    if (name === undefined) throw new Error(`"$" that is no variable: ${text}`);
    const given = variables[name] ?? '';
    if (given !== '') return given;
    if (operator === ':?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    if (operator === ':-') return rest;
    throw new Error(`${name} has neither a default nor a reason to stop`);
  });
}
