import { Parser } from 'htmlparser2';

const ACTIVE = /^(?:iframe|object|embed|applet|frame|frameset|base)$/;
const ADDRESSES = /^(?:href|src|srcset|action|formaction|data|poster|background|xlink:href)$/;
const EXECUTABLE = /^(?:javascript|vbscript|data):/;

/**
 * What of a word, written into hostile markup, would be run or loaded, found by reading the markup as a browser does. The word
 * may stand in text, in titles and in JSON-LD; not in scripts, styles, handlers, or active elements and addresses.
 */
export function executableMarkup(html: string, word: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      const data = name === 'script' && attributes['type'] === 'application/ld+json';
      open.push(data ? 'data' : name);
      const values = Object.entries(attributes);
      if (ACTIVE.test(name)) found.push(`<${name}>`);
      if ((name === 'svg' || name === 'math') && values.some(([, value]) => value.includes(word)))
        found.push(`<${name}>`);
      for (const [attribute, value] of values) {
        const address = value.replace(/[\s\p{Cc}]/gu, '').toLowerCase();
        if (/^on/.test(attribute)) found.push(`${name} ${attribute}`);
        if (attribute === 'srcdoc') found.push(`${name} srcdoc`);
        if (attribute === 'style' && value.includes(word)) found.push(`${name} style`);
        if (ADDRESSES.test(attribute) && EXECUTABLE.test(address)) found.push(`${name} ${attribute}=${value}`);
      }
    },
    ontext(text) {
      if (/^(?:script|style)$/.test(open.at(-1) ?? '') && text.includes(word)) found.push(`text of <${open.at(-1)}>`);
    },
    onclosetag: () => open.pop(),
  });
  parser.write(html);
  parser.end();
  return found;
}
