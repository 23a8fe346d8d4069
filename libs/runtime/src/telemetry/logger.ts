import { pino, type Level, type Logger as Pino } from 'pino';

export type LogFields = Readonly<Record<string, unknown>>;

/** Writes JSON lines to standard error; a child carries fields such as articleId and traceparent into each of its lines. */
export class Logger {
  private constructor(private readonly pino: Pino) {}

  static at(level: Level | 'silent'): Logger {
    const options = {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      messageKey: 'message',
    };
    return new Logger(pino(options, process.stderr));
  }

  child(fields: LogFields): Logger {
    return new Logger(this.pino.child(fields));
  }

  debug(fields: LogFields, message: string): void {
    this.pino.debug(fields, message);
  }

  info(fields: LogFields, message: string): void {
    this.pino.info(fields, message);
  }

  warn(fields: LogFields, message: string): void {
    this.pino.warn(fields, message);
  }

  /** An error under the field `err` is written with its stack and causes. */
  error(fields: LogFields, message: string): void {
    this.pino.error(fields, message);
  }
}
