import { ArticleId } from '#contracts/ids.js';
import { TextField } from '#web/components/text-field.js';
import type { JSX } from 'preact';
import type { DeadLetterDetailDto } from '../dead-letters/dead-letter.dto.js';
import { deadLetterPath } from './dead-letters.page.js';
import { Facts } from './facts.js';
import { Moment } from './moment.js';
import { OutcomeNotice } from './outcome-notice.js';

interface Props {
  readonly letter: DeadLetterDetailDto;
  readonly outcome: string | undefined;
}

const TAGS = { open: 'tag bad', redriven: 'tag good', discarded: 'tag' } as const;

/** A dead letter whole: the reason, where it belongs, its data, and what can be done with it. */
export function DeadLetterPage({ letter, outcome }: Props): JSX.Element {
  const { kind, type, topic, state, error, note } = letter;
  return (
    <>
      <p class="quiet">
        <a href="/console/dead-letters">All dead letters</a>
      </p>
      <h1>
        {kind === 'job' ? `Job of ${topic}` : type} <span class={TAGS[state]}>{state}</span>
      </h1>
      <OutcomeNotice outcome={outcome} />
      <h2>Reason</h2>
      <pre>{error}</pre>
      {note !== undefined && (
        <p class="notice">
          <strong>Given up:</strong> {note}
        </p>
      )}
      {state === 'open' && <Decide letter={letter} />}
      <h2>Where it belongs</h2>
      <Facts facts={factsOf(letter)} />
      <h2>{kind === 'job' ? 'Its data' : 'The event'}</h2>
      <pre class="payload">{readable(letter.value)}</pre>
    </>
  );
}

function Decide({ letter: { id, kind } }: Pick<Props, 'letter'>): JSX.Element {
  return (
    <div class="decide">
      <form method="post" action={`${deadLetterPath(id)}/redrive`}>
        <h2>Redrive</h2>
        <p class="quiet">
          {kind === 'job' ? 'Puts the job back into its queue.' : 'Gives the event to its handler again.'} Safe to press
          twice.
        </p>
        <div class="buttons">
          <button type="submit">Redrive</button>
        </div>
      </form>
      <form method="post" action={`${deadLetterPath(id)}/discard`}>
        <h2>Give up</h2>
        <TextField
          name="reason"
          label="Reason"
          hint="Kept with the letter; it stays to be read."
          required
          maxLength={500}
          autocomplete="off"
        />
        <div class="buttons">
          <button type="submit" class="danger">
            Give up
          </button>
        </div>
      </form>
    </div>
  );
}

function factsOf(letter: DeadLetterDetailDto): ReadonlyArray<readonly [string, JSX.Element | string]> {
  const { id, kind, group, topic, partition, offset, key, attempts, firstFailedAt, lastFailedAt } = letter;
  const article = ArticleId.safeParse(key).success;
  return [
    ['Letter', id],
    [kind === 'job' ? 'Queue' : 'Group', group],
    ...(kind === 'job' ? [] : ([['Place in the log', `${topic}, partition ${partition}, offset ${offset}`]] as const)),
    [kind === 'job' ? 'Job' : 'Key', article ? <a href={`/console/find?q=${key}`}>{key}</a> : key],
    ['Tries', String(attempts)],
    ['First failed', <Moment key="first" at={firstFailedAt} />],
    ['Last failed', <Moment key="last" at={lastFailedAt} />],
    ...Object.entries(letter.attributes),
  ];
}

/** JSON set out to be read; anything else as it came. */
function readable(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), undefined, 2);
  } catch {
    return value;
  }
}
