import type { Movable } from '#ports/moving/movable.port.js';
import { Checksum, fingerprintOf } from './fingerprint.js';
import type { KindRules } from './kind-rules.js';

const AT_ONCE = 200;

/** The two installations that rows go between. */
export interface Way<Row> {
  readonly from: Movable<Row>;
  readonly to: Movable<Row>;
  readonly rules: KindRules<Row>;
  keyOf(row: Row): string;
}

/** How a kind stands after a move: both checksums are over the rows of the origin. */
export interface KindReport {
  readonly kind: string;
  readonly rows: number;
  readonly copied: number;
  /** Taken away there, because it is gone here. */
  readonly removed: number;
  /** Not copied, because there it went on since. */
  readonly newerThere: number;
  /** Not copied again, because it was deleted there since. */
  readonly goneThere: number;
  readonly rowsThere: number;
  readonly checksum: string;
  readonly checksumThere: string;
  readonly verified: boolean;
}

interface Pair<Row> {
  readonly row: Row;
  readonly kept: Row | undefined;
  readonly same: boolean;
}

/** Moves and checks one kind of rows. */
export class KindMove<Row> {
  private copied = 0;
  private removed = 0;

  constructor(
    private readonly way: Way<Row>,
    private readonly tick: () => void,
  ) {}

  /** Takes away what the origin no longer has, from an installation that everything had left. */
  async removeWhatIsGone(): Promise<void> {
    await this.removeGone(() => true);
  }

  /**
   * Takes away whom an earlier attempt brought and the origin no longer has; whoever is there since a later moment did not
   * come with it.
   */
  async removeWhoIsGone(attempt: Date): Promise<void> {
    const { since } = this.way.rules;
    if (since !== undefined) await this.removeGone((row) => Date.parse(since(row)) <= attempt.getTime());
  }

  private async removeGone(isMeant: (row: Row) => boolean): Promise<void> {
    const { from, to } = this.way;
    for await (const rows of pagesOf(to)) {
      const there = new Set((await from.counterparts(rows)).map((row) => this.way.keyOf(row)));
      const gone = rows.filter((row) => !there.has(this.way.keyOf(row)) && isMeant(row));
      if (gone.length > 0) await to.remove(gone);
      this.removed += gone.length;
    }
  }

  /** Copies what is missing or older there; what is missing only where it cannot have been deleted when `again`. */
  async copy(again: boolean): Promise<void> {
    for await (const pairs of this.pairs()) {
      const wanted = pairs.filter(({ row, kept, same }) => {
        if (kept === undefined) return !(again && this.way.rules.deletable);
        return !same && this.way.rules.final !== true && !this.staysAsItIs(kept, row, again);
      });
      if (wanted.length > 0) await this.way.to.put(wanted.map(({ row }) => row));
      this.copied += wanted.length;
    }
  }

  /** Reads both again and compares. */
  async report(again: boolean): Promise<KindReport> {
    const [here, there] = [new Checksum(), new Checksum()];
    let [rows, found, newerThere, wrong] = [0, 0, 0, 0];
    for await (const pairs of this.pairs()) {
      for (const { row, kept, same } of pairs) {
        here.add(this.fingerprint(row));
        rows += 1;
        if (kept === undefined) continue;
        there.add(this.fingerprint(kept));
        found += 1;
        if (same) continue;
        if (this.way.rules.final !== true && this.staysAsItIs(kept, row, again)) newerThere += 1;
        else wrong += 1;
      }
    }
    const missing = rows - found;
    const goneThere = again && this.way.rules.deletable ? missing : 0;
    return {
      ...{ kind: this.way.rules.name, rows, copied: this.copied, removed: this.removed, newerThere, goneThere },
      ...{ rowsThere: await this.way.to.count(), checksum: String(here), checksumThere: String(there) },
      verified: wrong === 0 && missing === goneThere,
    };
  }

  /** The rows of the origin as they arrive, each beside what is there. */
  private async *pairs(): AsyncGenerator<Array<Pair<Row>>> {
    const { from, to, rules, keyOf } = this.way;
    for await (const rows of pagesOf(from)) {
      const kept = new Map((await to.counterparts(rows)).map((row) => [keyOf(row), row]));
      yield rows.map(rules.arriving).map((row) => {
        const counterpart = kept.get(keyOf(row));
        const same = counterpart !== undefined && this.fingerprint(row).equals(this.fingerprint(counterpart));
        return { row, kept: counterpart, same };
      });
      for (const _ of rows) this.tick();
    }
  }

  /** Where nothing tells which of two is newer, the origin's is, until everything has left it. */
  private staysAsItIs(kept: Row, row: Row, again: boolean): boolean {
    const { isNewer } = this.way.rules;
    return again ? !isNewer(row, kept) : isNewer(kept, row);
  }

  private fingerprint(row: Row): Buffer {
    return fingerprintOf(this.way.rules.compared?.(row) ?? row);
  }
}

async function* pagesOf<Row>(movable: Movable<Row>): AsyncGenerator<readonly Row[]> {
  let after: string | undefined;
  do {
    const page = await movable.page(AT_ONCE, after);
    if (page.rows.length > 0) yield page.rows;
    after = page.next;
  } while (after !== undefined);
}
