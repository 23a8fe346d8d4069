/** Deeper markup is no article; parsers need quadratic time for it, so it is read as plain text. */
const DEEPEST = 512;

/** Thrown out of a parse that would take too long. */
class TooDeep extends Error {}

/** Counts open elements during a parse and breaks it off when they are too many. */
export class NestingGuard {
  private depth = 0;

  opened(): void {
    this.depth++;
    if (this.depth > DEEPEST) throw new TooDeep(`more than ${DEEPEST} open elements`);
  }

  closed(): void {
    this.depth--;
  }
}

/** The result of a guarded parse, or of the fallback on the text without its tags when the markup is too deep. */
export function withinNesting(parse: (guard: NestingGuard) => string, fallback: () => string): string {
  try {
    return parse(new NestingGuard());
  } catch (error) {
    if (error instanceof TooDeep) return fallback();
    throw error;
  }
}

/** What is left of markup when everything between angle brackets becomes a space; linear for any input. */
export function withoutTags(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    parts.push(html.slice(at, open));
    const close = html.indexOf('>', open);
    at = close === -1 ? html.length : close + 1;
  }
  parts.push(html.slice(at));
  return parts.join(' ');
}
