import { parseArgs } from 'node:util';
import type { ServiceName } from '#contracts/cloud-event.js';
import { serviceList } from './variables.js';

/** What the command line may say beside the environment. */
export interface Flags {
  readonly services: readonly ServiceName[] | undefined;
  readonly demo: boolean;
  readonly checkConfig: boolean;
  readonly printConfig: boolean;
}

/** Reads the flags; every mistake is added to `mistakes`. */
export function readFlags(argv: readonly string[], mistakes: string[]): Flags {
  const { values, tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: {
      services: { type: 'string' },
      demo: { type: 'boolean' },
      'check-config': { type: 'boolean' },
      'print-config': { type: 'boolean' },
    },
  });
  for (const token of tokens) {
    if (token.kind === 'positional') mistakes.push(`${token.value}: unknown argument`);
    if (token.kind === 'option' && !FLAGS.has(token.name)) mistakes.push(`${token.rawName}: unknown flag`);
  }
  return {
    services: readServices(values['services'], mistakes),
    demo: values['demo'] === true,
    checkConfig: values['check-config'] === true,
    printConfig: values['print-config'] === true,
  };
}

const FLAGS = new Set(['services', 'demo', 'check-config', 'print-config']);

function readServices(given: unknown, mistakes: string[]): readonly ServiceName[] | undefined {
  if (given === undefined) return undefined;
  const parsed = serviceList.safeParse(given);
  if (parsed.success) return parsed.data;
  mistakes.push(`--services: ${parsed.error.issues[0]?.message ?? 'is wrong'}`);
  return undefined;
}
