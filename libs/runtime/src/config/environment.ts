import { readFileSync } from 'node:fs';
import { VARIABLES, type VariableName, type VariableValues } from './variables.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of tests and tools, which a start meets in the same environment and leaves alone. */
const NOT_OURS = new Set(['COURANT_DATA_SETS']);

const names = Object.keys(VARIABLES).filter(isVariableName);

/** Reads every variable, `_FILE` variants included; a mistake is added to `mistakes` and leaves the default. */
export function readVariables(env: Environment, mistakes: string[]): VariableValues {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('COURANT_') || NOT_OURS.has(name)) continue;
    if (!isVariableName(name) && !isVariableName(name.replace(/_FILE$/, '')))
      mistakes.push(`${name}: unknown variable`);
  }
  const values: Partial<Record<VariableName, unknown>> = {};
  for (const name of names) values[name] = readVariable(name, env, mistakes);
  return values as VariableValues;
}

function isVariableName(name: string): name is VariableName {
  return Object.hasOwn(VARIABLES, name);
}

function readVariable(name: VariableName, env: Environment, mistakes: string[]): unknown {
  const { schema, whenUnset } = VARIABLES[name];
  const text = textOf(name, env, mistakes);
  if (text !== undefined && text !== '') {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    mistakes.push(...new Set(parsed.error.issues.map((issue) => `${name}: ${issue.message}`)));
  }
  return typeof whenUnset === 'function' ? whenUnset() : whenUnset;
}

function textOf(name: VariableName, env: Environment, mistakes: string[]): string | undefined {
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return env[name];
  if (env[name] !== undefined && env[name] !== '') mistakes.push(`${name}_FILE: given together with ${name}`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    mistakes.push(`${name}_FILE: cannot be read`);
    return undefined;
  }
}
