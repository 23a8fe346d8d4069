const UNWANTED = /(?![\t\n\r\u0085])[\p{Cc}\ufffe\uffff]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text without control characters (tabs and line breaks stay) and without halves of characters, fit for JSON, XML and mail. */
export function plainCharacters(text: string): string {
  return text.replace(UNWANTED, '').replace(LONE_SURROGATE, '\ufffd');
}

/** Plain characters in one line, with single spaces. */
export function plainLine(text: string): string {
  return plainCharacters(text.replace(/[\s\u0085]+/g, ' ')).trim();
}
