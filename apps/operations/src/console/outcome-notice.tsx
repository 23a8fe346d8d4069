import type { JSX } from 'preact';

interface Said {
  readonly kind: 'good' | 'warn' | 'bad';
  readonly text: string;
}

/** What is said about each outcome of an act; anything else in an address says nothing. */
const OUTCOMES: Readonly<Record<string, Said>> = {
  redriven: { kind: 'good', text: 'Done. The letter is closed; that of a job as soon as the job has run.' },
  failed: { kind: 'bad', text: 'It failed again. The letter stays open with the new reason.' },
  'in-hand': { kind: 'warn', text: 'It is being redriven already; nothing was done a second time.' },
  settled: { kind: 'warn', text: 'It was closed before; nothing was done a second time.' },
  'group-redriven': { kind: 'good', text: 'All open letters of the group were handled.' },
  'group-failed': { kind: 'bad', text: 'Some letters of the group failed again and stay open.' },
  discarded: { kind: 'good', text: 'Given up. The letter stays to be read, with your reason.' },
  paused: { kind: 'good', text: 'Paused. Jobs in hand are finished, the others are kept.' },
  resumed: { kind: 'good', text: 'Resumed.' },
  retried: { kind: 'good', text: 'The job is back in the queue.' },
};

/** What came of the act that led to this page. */
export function OutcomeNotice({ outcome }: { readonly outcome: string | undefined }): JSX.Element | null {
  const said = outcome === undefined ? undefined : Object.entries(OUTCOMES).find(([name]) => name === outcome)?.[1];
  if (said === undefined) return null;
  return (
    <p class={`notice ${said.kind}`} role="status">
      {said.text}
    </p>
  );
}
