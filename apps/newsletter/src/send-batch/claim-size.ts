const LEAST = 32;
const MOST = 512;
/** What a sender has claimed is begun within so long. */
const WITHIN_MS = 100;

/**
 * How many rows a sender claims next: as many as it began of late within a tenth of a second, so that one that is killed
 * leaves few unknown whose mail was never begun, and a fast one asks the ledger seldom.
 */
export class ClaimSize {
  private size = LEAST;
  private claimedAt: number | undefined;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** To be asked when those of before are begun. */
  next(): number {
    const now = this.now();
    const took = this.claimedAt === undefined ? WITHIN_MS : now - this.claimedAt;
    this.claimedAt = now;
    if (took <= WITHIN_MS / 2) this.size = Math.min(MOST, this.size * 2);
    else if (took > WITHIN_MS) this.size = Math.max(LEAST, this.size / 2);
    return this.size;
  }
}
