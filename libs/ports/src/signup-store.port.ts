import type { NewsletterId } from '#contracts/ids.js';

/** Somebody asked for newsletters at an address; nothing is sent there but one confirmation mail. */
export interface Signup {
  /** Opaque; what the confirmation link carries, signed. */
  readonly id: string;
  readonly email: string;
  readonly newsletters: readonly NewsletterId[];
  readonly language: string;
  readonly timeZone: string;
  readonly hour?: number;
  readonly wording: string;
  readonly wordingVersion: string;
  readonly page: string;
  readonly at: string;
  readonly ip: string;
  readonly mail?: { readonly at: string; readonly hash: string };
}

/**
 * Requests that wait for their confirmation.
 *
 * - Durable and readable when a call resolves. Forgotten some time after their link has ended.
 */
export abstract class SignupStore {
  abstract put(signup: Signup): Promise<void>;
  abstract find(id: string): Promise<Signup | undefined>;
  /** Notes the confirmation mail; `find` shows it from then on. */
  abstract recordMail(id: string, mail: { at: Date; hash: string }): Promise<void>;
  /** How many confirmation mails went to the address since then. */
  abstract mailsSince(email: string, since: Date): Promise<number>;
  /** Drops all requests of an address. */
  abstract forgetAddress(email: string): Promise<void>;
  /** Drops requests made before; returns how many. */
  abstract forget(before: Date): Promise<number>;
}
