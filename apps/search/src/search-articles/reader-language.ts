import { UNDETERMINED, primaryLanguage, type Language } from '#text/languages.js';

const MOST_CHOICES = 20;

/** The language a reader likes best by the `Accept-Language` header (RFC 9110, 12.5.4), or none that is named. */
export function readerLanguage(acceptLanguage: string | undefined): Language | undefined {
  let best: Language | undefined;
  let highest = 0;
  for (const choice of (acceptLanguage ?? '').split(',', MOST_CHOICES)) {
    const [tag = '', ...parameters] = choice.split(';');
    const language = primaryLanguage(tag);
    const quality = qualityOf(parameters);
    if (language === UNDETERMINED || quality <= highest) continue;
    [best, highest] = [language, quality];
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  if (given === undefined) return 1;
  const quality = Number(given.slice(2));
  return quality >= 0 && quality <= 1 ? quality : 0;
}
