import { ProblemError } from '#contracts/problem.js';

const DEEPEST = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
/** A key named `__proto__`, its characters written as escapes or not. */
const PROTOTYPE_KEY =
  /"(?:_|\\u005[Ff]){2}(?:p|\\u0070)(?:r|\\u0072)(?:o|\\u006[Ff])(?:t|\\u0074)(?:o|\\u006[Ff])(?:_|\\u005[Ff]){2}"\s*:/;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The value that a JSON body holds; 400 when it is not UTF-8, not JSON, nested deeper than 64 levels or has a key
 * `__proto__`.
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (isTooDeep(bytes)) throw new ProblemError(400, `The body is nested deeper than ${DEEPEST} levels.`);
  const text = decode(bytes);
  if (PROTOTYPE_KEY.test(text)) throw new ProblemError(400, 'The body has a key named "__proto__".');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError(400, `The body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ProblemError(400, 'The body is not UTF-8.');
  }
}

/** Looks at the bytes before anything recurses over the value. */
function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (OPENING.has(byte)) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (CLOSING.has(byte)) depth -= 1;
  }
  return false;
}
