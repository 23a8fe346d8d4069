import type { EditionId } from '#contracts/ids.js';
import type { SendLedger } from '#ports/send-ledger.port.js';

const AT_ONCE = 1_000;

/** Ends every row of an edition that is still planned, with the reason, in slices that hold up nobody else's writes. */
export async function cancelPlanned(ledger: SendLedger, edition: EditionId, reason: string, now: Date): Promise<void> {
  while ((await ledger.cancel(edition, reason, now, AT_ONCE)) === AT_ONCE);
}
