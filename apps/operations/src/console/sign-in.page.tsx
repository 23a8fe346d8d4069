import { TextField } from '#web/components/text-field.js';
import { renderPage } from '#web/render-page.js';

export interface SignInPageProps {
  /** Where to go after signing in. */
  readonly to: string;
  readonly error?: string;
}

/** Asks for the admin token. */
export function signInPage({ to, error }: SignInPageProps): string {
  return renderPage({
    language: 'en',
    title: 'Sign in – Console',
    head: <meta name="robots" content="noindex" />,
    switchable: false,
    body: (
      <>
        <h1>Console</h1>
        <p class="lead">See and steer what happens to articles, events, jobs and mail.</p>
        <form method="post" action="/console/sign-in">
          <input type="hidden" name="to" value={to} />
          <TextField
            name="token"
            label="Admin token"
            hint="Printed at the first start; kept in the file admin-token of the data folder."
            secret
            autocomplete="current-password"
            maxLength={1000}
            required
            error={error}
          />
          <button type="submit">Sign in</button>
        </form>
      </>
    ),
  });
}
