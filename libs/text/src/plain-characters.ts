const UNWANTED = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text without control characters (tabs and line breaks stay) and without halves of characters, fit for JSON, XML and mail. */
export function plainCharacters(text: string): string {
  return text.replace(UNWANTED, '').replace(LONE_SURROGATE, '\ufffd');
}
