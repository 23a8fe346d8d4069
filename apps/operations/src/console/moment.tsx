import { ReaderDate } from '#web/components/reader-date.js';
import type { JSX } from 'preact';

/** A moment to the second, in UTC. */
export function Moment({ at }: { readonly at: string }): JSX.Element {
  return <ReaderDate at={at} language="en" precision="second" />;
}

/** How long something has waited, in the largest unit that says it: "3 min". */
export function waitText(seconds: number): string {
  if (seconds < 1) return '–';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

const NUMBERS = new Intl.NumberFormat('en-GB');

/** A number as it is read: 12,345. */
export function numberText(value: number): string {
  return NUMBERS.format(value);
}
