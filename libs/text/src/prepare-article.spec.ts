import fc from 'fast-check';
import { z } from 'zod';
import { prepareText } from './prepare-article.js';
import { jaccard, shingles, bands } from './shingles.js';
import { itOnDataSets, readLines } from './testing/data-sets.js';
import { terms } from './terms.js';
import { readFileSync } from 'node:fs';

const Article = z.looseObject({
  externalId: z.string(),
  title: z.string(),
  body: z.object({ html: z.string() }),
  language: z.string(),
});

const LONE_SURROGATE = /\p{Surrogate}/u;

describe('preparing an article', () => {
  it('cleans its markup and reads its text, language and length', () => {
    const prepared = prepareText({
      title: 'Brücke gesperrt',
      html: '<p onclick="x()">Die Nordbrücke bleibt nach dem Sturm gesperrt.</p><script>x()</script><p><a href="/mehr">Mehr</a></p>',
      baseUrl: 'https://news.example/bruecke',
    });
    expect(prepared).toMatchObject({
      html: '<p>Die Nordbrücke bleibt nach dem Sturm gesperrt.</p><p><a href="https://news.example/mehr" rel="noopener nofollow">Mehr</a></p>',
      text: 'Die Nordbrücke bleibt nach dem Sturm gesperrt. Mehr',
      language: 'de',
      wordCount: 8,
      readingMinutes: 1,
    });
    expect(prepared.signature).toHaveLength(64);
  });

  it('makes paragraphs of plain text and escapes what looks like markup in it', () => {
    const { html, text } = prepareText({ title: 'x', text: 'One <b>bold</b>\nline\n\nTwo & three', language: 'en' });
    expect(html).toBe('<p>One &lt;b&gt;bold&lt;/b&gt;<br />line</p><p>Two &amp; three</p>');
    expect(text).toBe('One <b>bold</b> line Two & three');
  });

  it('believes the language that the source says, by its primary subtag', () => {
    expect(prepareText({ title: 'x', text: 'Die Brücke bleibt gesperrt.', language: 'EN-gb' }).language).toBe('en');
  });

  it('takes nothing for nothing', () => {
    expect(prepareText({ title: '' })).toEqual({
      html: '',
      text: '',
      language: 'und',
      wordCount: 0,
      readingMinutes: 0,
      signature: [],
    });
  });

  it('never throws', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 });
    fc.assert(
      fc.property(text, text, fc.option(fc.string({ maxLength: 10 }), { nil: undefined }), (title, body, language) => {
        const said = { title, ...(language === undefined ? {} : { language }) };
        for (const input of [
          { ...said, html: body },
          { ...said, text: body },
        ])
          expect(prepareText(input).text).not.toMatch(LONE_SURROGATE);
      }),
    );
  });

  const sample = ['newsroom-sample/articles.jsonl', 'newsroom-sample/near-duplicates.tsv'] as const;
  itOnDataSets(
    'gives near-copies of the sample a common band, and texts much more alike than others',
    sample,
    (file, copies) => {
      const articles = new Map(
        readLines(file, (row) => Article.parse(row)).map((one) => [
          one.externalId,
          prepareText({ title: one.title, html: one.body.html, language: one.language }),
        ]),
      );
      const pairs = readFileSync(copies, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'));
      expect(pairs).toHaveLength(3);
      const likeness = (id: string): Set<number> => {
        const { text, language } = articles.get(id)!;
        return shingles(terms(text, language).map(({ word }) => word));
      };
      pairs.forEach(([left = '', right = ''], index) => {
        const [stranger = ''] = pairs[(index + 1) % pairs.length]!;
        expect(jaccard(likeness(left), likeness(right))).toBeGreaterThan(0.7);
        expect(jaccard(likeness(left), likeness(stranger))).toBeLessThan(0.1);
        const keys = bands(articles.get(right)!.signature);
        expect(bands(articles.get(left)!.signature).some((key) => keys.includes(key))).toBe(true);
      });
    },
  );
});
