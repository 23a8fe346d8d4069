import sanitize, { type Attributes, type IOptions, type Tag } from 'sanitize-html';
import { escapeHtml } from './escape-html.js';
import { plainCharacters } from './plain-characters.js';
import { withinNesting, withoutTags, type NestingGuard } from './nesting.js';

/** Where relative addresses of the article point to. */
export interface SanitiseOptions {
  readonly baseUrl?: string;
}

const BLOCK_LIKE = [
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'address',
  'center',
  'details',
  'summary',
];
const NESTING_LIMIT = 100;
/** How an image without a usable address comes out; text cannot look like it, since its brackets are escaped. */
const IMAGE_WITHOUT_SOURCE = '<img />';
const ALLOWED_TAGS = [
  ...['p', 'div', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr', 'br'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figure', 'figcaption', 'img', 'a'],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ...[
    'em',
    'strong',
    'b',
    'i',
    'u',
    's',
    'q',
    'cite',
    'abbr',
    'sub',
    'sup',
    'small',
    'code',
    'time',
    'del',
    'ins',
    'span',
  ],
];
const DROPPED_WITH_CONTENT = [
  ...['script', 'style', 'noscript', 'template', 'iframe', 'frameset', 'object', 'embed', 'applet', 'svg', 'math'],
  ...[
    'textarea',
    'select',
    'option',
    'button',
    'title',
    'xmp',
    'plaintext',
    'noembed',
    'noframes',
    'audio',
    'video',
    'canvas',
  ],
];

function webAddress(value: string | undefined, base: string | undefined, schemes: RegExp): string | undefined {
  if (value === undefined) return undefined;
  const cleaned = stripControls(value);
  const url = URL.canParse(cleaned, base) ? new URL(cleaned, base) : undefined;
  if (url === undefined || !schemes.test(url.protocol)) return undefined;
  return url.href;
}

function stripControls(value: string): string {
  let cleaned = '';
  for (const character of value.trim()) if (character > '\u001f' && character !== '\u007f') cleaned += character;
  return cleaned.startsWith('//') ? `https:${cleaned}` : cleaned;
}

function link(attributes: Attributes, base: string | undefined): Tag {
  const href = webAddress(attributes['href'], base, /^(?:https?|mailto):$/);
  return href === undefined ? tag('a', {}) : tag('a', { href, rel: 'noopener nofollow' });
}

function image(attributes: Attributes, base: string | undefined): Tag {
  const src = webAddress(attributes['src'], base, /^https?:$/);
  if (src === undefined) return tag('img', {});
  const kept: Attributes = { src, alt: attributes['alt'] ?? '' };
  for (const side of ['width', 'height']) {
    const pixels = attributes[side];
    if (pixels !== undefined && /^\d{1,5}$/.test(pixels)) kept[side] = pixels;
  }
  return tag('img', kept);
}

function tag(tagName: string, attribs: Attributes): Tag {
  return { tagName, attribs };
}

const OPTIONS: IOptions = {
  allowedTags: ALLOWED_TAGS,
  allowedAttributes: {
    '*': ['lang', 'dir'],
    a: ['href', 'rel'],
    img: ['src', 'alt', 'width', 'height'],
    abbr: ['title'],
    time: ['datetime'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nonTextTags: DROPPED_WITH_CONTENT,
  nestingLimit: NESTING_LIMIT,
};
const RENAMED = { h1: 'h2', strike: 's', ...Object.fromEntries(BLOCK_LIKE.map((name) => [name, 'div'])) };

/** Article markup that is safe to show anywhere: no script, style, frame, form, handler or odd address survives. */
export function sanitiseHtml(html: string, { baseUrl }: SanitiseOptions = {}): string {
  const base = baseUrl !== undefined && URL.canParse(baseUrl) ? baseUrl : undefined;
  return withinNesting(
    (guard) => sanitize(plainCharacters(html), optionsFor(base, guard)).replaceAll(IMAGE_WITHOUT_SOURCE, ''),
    () => `<p>${escapeHtml(withoutTags(plainCharacters(html)).replace(/\s+/g, ' ').trim())}</p>`,
  );
}

function optionsFor(base: string | undefined, guard: NestingGuard): IOptions {
  return {
    ...OPTIONS,
    onOpenTag: () => guard.opened(),
    onCloseTag: () => guard.closed(),
    transformTags: {
      ...RENAMED,
      a: (_, attributes) => link(attributes, base),
      img: (_, attributes) => image(attributes, base),
    },
  };
}
