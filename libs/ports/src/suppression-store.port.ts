export const SUPPRESSION_REASONS = ['refused', 'bounce', 'complaint', 'manual'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/** An address that gets no mail. */
export interface Suppression {
  /** Lower case; absent after its holder asked for erasure (the hash alone still holds). */
  readonly email?: string;
  /** SHA-256 of the lower-case address in hex; the key. */
  readonly hash: string;
  readonly reason: SuppressionReason;
  /** What the server or the administrator said. */
  readonly note: string;
  readonly at: string;
}

/**
 * Addresses that get no mail, whatever they subscribed to.
 *
 * - Addresses are compared in lower case. The first reason stays until it is removed.
 * - What `put` wrote is seen by the next `among`.
 */
export abstract class SuppressionStore {
  abstract put(entry: { email: string; reason: SuppressionReason; note: string; at: Date }): Promise<void>;
  /** Those of the addresses that are suppressed, as given. */
  abstract among(emails: readonly string[]): Promise<ReadonlySet<string>>;
  abstract find(email: string): Promise<Suppression | undefined>;
  /** By hash, those after `after`. */
  abstract list(page: { after?: string; limit: number }): Promise<Suppression[]>;
  /** False when it was not suppressed. */
  abstract remove(email: string): Promise<boolean>;
  /** Forgets the address but keeps it suppressed by its hash. */
  abstract anonymise(email: string): Promise<void>;
}
