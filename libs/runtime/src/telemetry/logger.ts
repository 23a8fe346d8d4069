import { pino, type DestinationStream, type Level, type Logger as Pino } from 'pino';
import { currentTraceparent, traceFields } from './trace.js';

export type LogFields = Readonly<Record<string, unknown>>;

/** Writes JSON lines, to standard error unless told otherwise, each with the `traceId` of the work in hand; a line about one article has its `articleId`. */
export class Logger {
  private constructor(private readonly pino: Pino) {}

  static at(level: Level | 'silent', lines: DestinationStream = process.stderr): Logger {
    const options = {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      messageKey: 'message',
      mixin: () => traceFields(currentTraceparent()),
    };
    return new Logger(pino(options, lines));
  }

  /** Of work that is done a thousand times a second: the fields are made only when the line is written. */
  debug(fields: () => LogFields, message: string): void {
    if (this.pino.isLevelEnabled('debug')) this.pino.debug(fields(), message);
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
