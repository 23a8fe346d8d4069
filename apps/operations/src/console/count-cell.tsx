import type { JSX } from 'preact';
import { numberText } from './moment.js';

interface Props {
  readonly count: number;
  /** Anything but zero should be looked at. */
  readonly alarming?: boolean;
}

/** A number in a table; nothing to see is shown quietly. */
export function CountCell({ count, alarming = false }: Props): JSX.Element {
  const look = count === 0 ? 'number zero' : alarming ? 'number bad' : 'number';
  return <td class={look}>{numberText(count)}</td>;
}
