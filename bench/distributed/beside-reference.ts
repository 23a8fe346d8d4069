import { median } from '../archive/percentile.js';
import type { BenchRow } from '../bench-row.js';

/** Rates a second of ours and of a reference, taken in turn in the same rounds. */
export interface Rounds {
  readonly own: readonly number[];
  readonly reference: readonly number[];
}

/** What is measured, against what, and how much of it is promised. */
export interface Promised {
  readonly name: string;
  readonly reference: string;
  readonly leastPercent: number;
}

export const boundOf = ({ leastPercent }: Promised): string => `>= ${leastPercent} % of reference`;

/** The medians side by side; `note` tells sizes. */
export function besideReference(promised: Promised, { own, reference }: Rounds, note: string): BenchRow {
  const value = median(own);
  const ceiling = median(reference);
  return {
    ...{ name: promised.name, value, unit: '/s', bound: boundOf(promised) },
    holds: value >= (ceiling * promised.leastPercent) / 100,
    reference: { name: promised.reference, value: ceiling, unit: '/s' },
    note: `median of ${own.length} (${listed(own)}; reference ${listed(reference)}), ${note}`,
  };
}

function listed(values: readonly number[]): string {
  return values.map((one) => Math.round(one)).join(', ');
}
