/** Languages that pages and mails speak; an article may be in any other. */
export const INTERFACE_LANGUAGES = ['de', 'en', 'fr'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** Phrases of one area, complete in every language. */
export type Phrases<Area> = Readonly<Record<InterfaceLanguage, Area>>;

/** The language to speak: the wished one where we speak it, else the best of the Accept-Language header (RFC 9110 12.5.4), else English. */
export function interfaceLanguage(acceptLanguage: string | undefined, wished?: string): InterfaceLanguage {
  const asked = [wished ?? '', ...preferences(acceptLanguage ?? '')];
  for (const tag of asked) {
    const primary = tag.toLowerCase().split('-')[0];
    const spoken = INTERFACE_LANGUAGES.find((language) => language === primary);
    if (spoken !== undefined) return spoken;
  }
  return 'en';
}

/** The language that a reader named outright, as by `?ui=de`; undefined when it is none of ours. */
export function wishedLanguage(wished: unknown): InterfaceLanguage | undefined {
  return INTERFACE_LANGUAGES.find((language) => language === wished);
}

function preferences(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim());
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1');
      return { tag, quality: Number.isFinite(quality) ? quality : 0 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}
