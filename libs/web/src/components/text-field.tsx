import type { JSX } from 'preact';

interface Props {
  readonly name: string;
  readonly label: string;
  /** What helps to fill it in. */
  readonly hint?: string;
  /** What is wrong with what was given. */
  readonly error?: string | undefined;
  /** Not to be read by whoever looks over the shoulder. */
  readonly secret?: boolean;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly maxLength?: number;
}

/** One line of text with its label, hint and error, tied together for screen readers. */
export function TextField({ name, label, hint, error, secret = false, ...rules }: Props): JSX.Element {
  const about = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`];
  const described = about.filter(Boolean).join(' ');
  const input = {
    ...{ id: name, name, ...rules },
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(error === undefined ? {} : { 'aria-invalid': 'true' as const }),
  };
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint !== undefined && <small id={`${name}-hint`}>{hint}</small>}
      {secret ? <input type="password" {...input} /> : <input type="text" {...input} />}
      {error !== undefined && (
        <p class="wrong" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
