import { AsyncLocalStorage } from 'node:async_hooks';
import { randomHex } from './random-hex.js';

const current = new AsyncLocalStorage<string>();

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C traceparent of the work in hand, to be put on events and log lines. */
export function currentTraceparent(): string | undefined {
  return current.getStore();
}

/** The 32 hex digits that all work of one trace shares. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 35);
}

/** What a log line says of a trace: nothing when there is none or it is not well-formed. */
export function traceFields(traceparent: unknown): { traceId?: string } {
  if (typeof traceparent !== 'string' || !TRACEPARENT.test(traceparent)) return {};
  return { traceId: traceIdOf(traceparent) };
}

/** A step of the given trace, or of a new one when there is none or it is not well-formed. */
export function nextTraceparent(incoming?: string): string {
  const span = randomHex(8);
  if (incoming === undefined || !TRACEPARENT.test(incoming)) return `00-${randomHex(16)}-${span}-01`;
  return `00-${traceIdOf(incoming)}-${span}-${incoming.slice(-2)}`;
}

/** Runs `work` as a step of a trace. */
export function withTraceparent<Result>(traceparent: string, work: () => Result): Result {
  return current.run(traceparent, work);
}
