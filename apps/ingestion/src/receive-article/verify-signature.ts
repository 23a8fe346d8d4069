import { ProblemError } from '#contracts/problem.js';
import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = 'whsec_';
const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 20;
const ID = /^[\x21-\x7e]{1,255}$/;

/** The three headers of Standard Webhooks, as they came. */
export interface WebhookHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** Reads the webhook headers; 401 when one is missing. */
export function webhookHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): WebhookHeaders {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
    const value = headers[name];
    if (typeof value !== 'string' || value === '') throw refused(`The header ${name} is missing.`);
    return value;
  });
  return { id: id ?? '', timestamp: timestamp ?? '', signature: signature ?? '' };
}

/**
 * Checks a webhook as Standard Webhooks says: HMAC-SHA256 with one of the secrets over id, timestamp and the raw body, not
 * older or newer than five minutes. Throws 401 with the reason; which secret was tried is never told.
 */
export function verifySignature(
  { id, timestamp, signature }: WebhookHeaders,
  body: Uint8Array,
  secrets: readonly string[],
  now: Date,
): void {
  if (!ID.test(id)) throw refused('webhook-id must be 1 to 255 visible ASCII characters.');
  if (!/^\d{1,12}$/.test(timestamp)) throw refused('webhook-timestamp must be seconds since 1970.');
  const age = now.getTime() / 1000 - Number(timestamp);
  if (Math.abs(age) > TOLERANCE_SECONDS) {
    throw refused(
      `webhook-timestamp is ${Math.round(Math.abs(age))} s ${age > 0 ? 'old' : 'ahead'}; at most ${TOLERANCE_SECONDS} are allowed.`,
    );
  }
  const given = signaturesIn(signature);
  const matches = secrets.some((secret) => {
    const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest('base64');
    const wanted = Buffer.from(`v1,${digest}`);
    return given.filter((one) => one.length === wanted.length && timingSafeEqual(one, wanted)).length > 0;
  });
  if (!matches) throw refused('webhook-signature does not match the body.');
}

/** As they are written: base64 may be decoded leniently, and then more than one text would stand for a signature. */
function signaturesIn(header: string): Buffer[] {
  return header
    .split(' ')
    .slice(0, MOST_SIGNATURES)
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part));
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
}

function refused(detail: string): ProblemError {
  return new ProblemError(401, detail);
}
