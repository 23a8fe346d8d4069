import type { JSX } from 'preact';
import type { InterfaceLanguage } from '../interface-language.js';
import { LOCALES } from '../locales.js';

interface Props {
  /** RFC 3339. */
  readonly at: string;
  readonly language: InterfaceLanguage;
  /** IANA name; UTC when absent. */
  readonly timeZone?: string;
  /** `day` (the default) shows the date alone, `minute` the time with its zone too, `second` is for operations. */
  readonly precision?: 'day' | 'minute' | 'second';
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
const SECOND = { ...MINUTE, month: 'short', second: '2-digit' } as const;
const STYLES = { day: DAY, minute: MINUTE, second: SECOND };

/** A moment in the words of the reader's language, readable by machines too. */
export function ReaderDate({ at, language, timeZone = 'UTC', precision = 'day' }: Props): JSX.Element {
  return <time dateTime={at}>{dateText(at, language, { timeZone, precision })}</time>;
}

/** The same as text, where no element can stand. */
export function dateText(
  at: string,
  language: InterfaceLanguage,
  { timeZone = 'UTC', precision = 'day' }: Pick<Props, 'timeZone' | 'precision'> = {},
): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  return new Intl.DateTimeFormat(LOCALES[language], { ...STYLES[precision], timeZone }).format(moment);
}
