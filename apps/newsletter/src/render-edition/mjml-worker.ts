import mjml2html from 'mjml';

/** White space that shows nowhere; it made a third of each mail. */
const INDENTATION = /[ \t]*\r?\n\s*/g;

/** Makes HTML of MJML; pure, so that it may run in any thread. Throws when the MJML is wrong. */
export default async function mjmlToHtml(mjml: string): Promise<string> {
  const { html, errors } = await mjml2html(mjml, { validationLevel: 'soft', keepComments: false });
  const [first] = errors;
  if (first !== undefined) throw new Error(`the mail's MJML is wrong: ${first.formattedMessage}`);
  return html.replace(INDENTATION, '\n');
}
