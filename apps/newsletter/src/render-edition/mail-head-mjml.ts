import { MAIL_COLOURS } from '#web/mail-colours.js';

const { light, dark } = MAIL_COLOURS;

/** Type and colours of a mail in MJML. Title and preview must be escaped. */
export function mailHeadMjml(title: string, preview: string): string {
  return `<mj-head>
  <mj-title>${title}</mj-title>
  <mj-preview>${preview}</mj-preview>
  <mj-attributes>
    <mj-all font-family="Georgia, 'Times New Roman', serif" />
    <mj-text font-size="16px" line-height="1.5" color="${light.ink}" padding="4px 24px" />
    <mj-image font-size="14px" padding="8px 24px 4px" />
    <mj-section padding="8px 0" />
    <mj-class name="quiet" color="${light.quiet}" font-size="13px" />
  </mj-attributes>
  <mj-style>
    a { color: ${light.accent}; }
    a.title { color: inherit; text-decoration: none; }
    h1, h2, a, li { overflow-wrap: anywhere; }
    @media (prefers-color-scheme: dark) {
      .paper, .paper > div { background: ${dark.paper} !important; }
      .surface, .surface table { background: ${dark.surface} !important; }
      .surface td { border-color: ${dark.line} !important; }
      .paper div, .paper h1, .paper h2, .paper a.title { color: ${dark.ink} !important; }
      .paper .quiet, .paper .quiet div { color: ${dark.quiet} !important; }
      .paper a { color: ${dark.accent} !important; }
    }
  </mj-style>
</mj-head>`;
}
