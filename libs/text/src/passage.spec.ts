import fc from 'fast-check';
import { escapeHtml } from './escape-html.js';
import { Meaning } from './meaning.js';
import { passage } from './passage.js';
import { stem } from './stem.js';

const meaning = (language: string, ...words: string[]): Meaning =>
  new Meaning(new Map(words.map((word, number) => [stem(word, language), number])), language);

describe('a passage', () => {
  it('marks whole words by their stem and escapes everything else', () => {
    const text = '<i>Häuser</i> & "Haus", nicht Hausboot';
    expect(passage(text, meaning('de', 'Haus'))).toBe(
      '&lt;i&gt;<mark>Häuser</mark>&lt;/i&gt; &amp; &quot;<mark>Haus</mark>&quot;, nicht Hausboot',
    );
  });

  it('is the stretch of so many words in which most of what is meant stands', () => {
    const filler = 'one two three four five '.repeat(20);
    const text = `${filler}storm ${filler}storm surge harbour ${filler}`;
    const found = passage(text, meaning('en', 'storm', 'surge', 'harbour'), { words: 10 });
    expect(found).toContain('<mark>storm</mark> <mark>surge</mark> <mark>harbour</mark>');
    expect(found.startsWith('…') && found.endsWith('…')).toBe(true);
    expect(found.replace(/<\/?mark>|…/g, '').split(' ')).toHaveLength(10);
  });

  it('is the beginning when nothing is meant, and the whole of a short text', () => {
    const text = 'word '.repeat(100).trim();
    expect(passage(text, meaning('en'), { words: 5 })).toBe('word word word word word…');
    expect(passage('“Short.”', meaning('en'), { words: 5 })).toBe('“Short.”');
    expect(passage('', meaning('en', 'a'), { words: 5 })).toBe('');
  });

  it('finds what stands far in a long text', () => {
    const text = `${'far away and long ago '.repeat(1_000)}the comet appeared`;
    expect(passage(text, meaning('en', 'comet'), { words: 8 })).toContain('<mark>comet</mark>');
  });

  it('never throws, holds no markup but <mark>, and nothing that is not in the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ maxLength: 8 }),
        fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
        (text, word, words) => {
          const html = passage(text, meaning('de', word), words === undefined ? {} : { words });
          const plain = html.replaceAll(/<\/?mark>/g, '');
          expect(plain).not.toMatch(/[<>]/);
          expect(html.match(/<mark>/g)?.length).toBe(html.match(/<\/mark>/g)?.length);
          const shown = plain.replace(/^…/, '').replace(/…$/, '');
          expect(escapeHtml(text)).toContain(shown);
        },
      ),
    );
  });
});
