/** The configuration is wrong; `mistakes` names every variable or flag with what is wrong about it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: readonly string[]) {
    super(`The configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:
${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`);
  }
}
