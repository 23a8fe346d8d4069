import type { CaughtMail, CaughtMailContent } from '#ports/mail-catcher.port.js';

interface CaughtMailsPageProps {
  readonly mails: readonly CaughtMail[];
  /** Where older ones are shown. */
  readonly older: string | undefined;
}

/** The caught mails, newest first. */
export function CaughtMailsPage({ mails, older }: CaughtMailsPageProps) {
  return (
    <>
      <h1>Mail catcher</h1>
      <p class="quiet">Mail that would have gone out. No server is configured, so it stays here.</p>
      {mails.length === 0 && <p class="notice">No mail yet.</p>}
      <div class="table" tabIndex={0} role="region" aria-label="Caught mails">
        <table>
          <thead>
            <tr>
              <th>Subject</th>
              <th>To</th>
              <th>Received</th>
            </tr>
          </thead>
          <tbody>
            {mails.map(({ id, subject, to, receivedAt }) => (
              <tr key={id}>
                <td>
                  <a href={`/mail/${id}`}>{subject === '' ? '(no subject)' : subject}</a>
                </td>
                <td>{to.join(', ')}</td>
                <td>
                  <time dateTime={receivedAt.toISOString()}>
                    {receivedAt.toISOString().slice(0, 19).replace('T', ' ')}
                  </time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {older !== undefined && (
        <p>
          <a href={older}>Older</a>
        </p>
      )}
    </>
  );
}

/** One caught mail: as it looks, as text, its headers. */
export function CaughtMailPage({ mail }: { mail: CaughtMailContent }) {
  return (
    <>
      <p class="quiet">
        <a href="/mail">All mails</a>
      </p>
      <h1>{mail.subject === '' ? '(no subject)' : mail.subject}</h1>
      <p class="quiet">
        From {mail.from} to {mail.to.join(', ')}
      </p>
      <iframe class="mail-frame" title="The mail as HTML" sandbox="allow-popups" src={`/mail/${mail.id}/html`} />
      <h2>Text</h2>
      <pre>{mail.text}</pre>
      <details>
        <summary>Headers</summary>
        <div class="table">
          <table>
            <tbody>
              {mail.headers.map(([name, value], index) => (
                <tr key={index}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <p>
        <a href={`/mail/messages/${mail.id}`}>As JSON, with its source</a>
      </p>
    </>
  );
}
