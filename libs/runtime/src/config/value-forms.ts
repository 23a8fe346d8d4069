import { isIP } from 'node:net';
import { z } from 'zod';

/** A whole number within bounds. */
export const integer = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`);

/** An address that begins with one of the protocols, which are given with their colon. */
export const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

/** Parts with commas between them, none of them empty. */
export const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every((part) => part !== ''), 'must be a list with commas between its parts');

/** Addresses, or networks as an address and the length of its prefix. */
export const networks = list.refine(
  (parts) => parts.every(isNetwork),
  'must be a list of addresses or networks (10.0.0.0/8)',
);

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    more.length === 0 && bits > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

/** Something that must not be guessed. */
export const secret = (least: number) =>
  z.string().min(least, `must have at least ${least} characters`).max(1024).regex(/^\S+$/, 'must not hold white space');

export const flag = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((text) => text === 'true' || text === '1');
