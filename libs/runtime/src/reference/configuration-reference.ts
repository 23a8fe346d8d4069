import { VARIABLES } from '../config/variables.js';

interface Described {
  readonly meaning: string;
  readonly defaultText?: string;
  readonly whenUnset: unknown;
  readonly secret?: true;
}

/** The configuration reference in Markdown, made from the table of variables. */
export function configurationReference(): string {
  const rows = Object.entries<Described>(VARIABLES).map(
    ([name, variable]) => `| \`${name}\` | ${defaultOf(variable)} | ${cell(variable.meaning)} |`,
  );
  return `# Configuration

Set in the environment or in a file \`courant.env\` of the working folder (the environment wins). Every variable can be given as
\`<NAME>_FILE\` too: the path of a file that holds its value, as secrets of Docker and Kubernetes are. An empty variable counts as unset.
A wrong or unknown \`COURANT_\` variable stops the start; all mistakes are reported together by name.

\`npm start -- --check-config\` says whether the configuration is right, \`--print-config\` prints it with secrets masked; neither makes anything.
There is no default password anywhere.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}

Values marked *secret* are never printed or logged.

## Flags of \`npm start --\`

| flag | meaning |
|---|---|
| \`--services=<list>\` | as \`COURANT_SERVICES\`, and wins over it |
| \`--demo\` | runs the demonstration after the start |
| \`--check-config\`, \`--print-config\` | look at the configuration and end |
`;
}

function defaultOf({ defaultText, whenUnset, secret }: Described): string {
  const value = defaultText ?? (typeof whenUnset === 'function' ? '' : String(whenUnset ?? ''));
  return [value === '' ? '' : cell(value), secret ? '*secret*' : ''].filter(Boolean).join(', ');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
