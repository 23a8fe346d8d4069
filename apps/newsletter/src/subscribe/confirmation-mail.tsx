import type { Signup } from '#ports/signup-store.port.js';
import { interfaceLanguage } from '#web/interface-language.js';
import { MAIL_COLOURS } from '#web/mail-colours.js';
import { SUBSCRIBE_PHRASES } from '#web/phrases/subscribe-phrases.js';
import { renderToString } from 'preact-render-to-string';

const { light } = MAIL_COLOURS;
const FRAME = { fontFamily: 'Georgia, serif', maxWidth: '36rem', margin: '0 auto', padding: '24px', lineHeight: '1.5' };
const BUTTON = {
  display: 'inline-block',
  padding: '12px 20px',
  background: light.accent,
  color: light.onAccent,
  textDecoration: 'none',
  borderRadius: '6px',
};

/** The mail that asks the holder of an address; it says what was asked for and nothing else. */
export function confirmationMail(
  { language, newsletters }: Pick<Signup, 'language' | 'newsletters'>,
  names: readonly string[],
  link: string,
): { subject: string; html: string; text: string } {
  const spoken = interfaceLanguage(undefined, language);
  const say = SUBSCRIBE_PHRASES[spoken];
  const listed = (names.length === 0 ? newsletters : names).join(', ');
  const html = renderToString(
    <html lang={spoken}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{say.mailSubject(listed)}</title>
      </head>
      <body>
        <div style={FRAME}>
          <p>{say.mailText(listed)}</p>
          <p>
            <a href={link} style={BUTTON}>
              {say.mailButton}
            </a>
          </p>
          <p>{say.mailIgnore}</p>
        </div>
      </body>
    </html>,
  );
  return {
    subject: say.mailSubject(listed),
    html: `<!doctype html>${html}`,
    text: [say.mailText(listed), link, say.mailIgnore].join('\n\n'),
  };
}
