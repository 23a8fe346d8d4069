import fc from 'fast-check';
import { tokenise } from './tokenise.js';

const words = (text: string, language?: string): string[] => tokenise(text, language).map((token) => token.text);

describe('tokenise', () => {
  it.each([
    ['Die Häuser, neu!', ['Die', 'Häuser', 'neu']],
    ['Quast-Möller', ['Quast', 'Möller']],
    ["L'avion d’Air France qu'on voit", ['L', 'avion', 'd', 'Air', 'France', 'qu', 'on', 'voit']],
    ["aujourd'hui", ["aujourd'hui"]],
    ['Greenloop’s hall wasn’t', ['Greenloop’s', 'hall', 'wasn’t']],
    ["the players' union", ['the', 'players', 'union']],
    ['41.000 Tonnen, 1,234,567 votes, 12 500 €', ['41.000', 'Tonnen', '1,234,567', 'votes', '12', '500']],
    ['3,5 Prozent am 19.11.2026', ['3', '5', 'Prozent', 'am', '19', '11', '2026']],
    ['the U.S. and z.B. hier.', ['the', 'U.S.', 'and', 'z.B.', 'hier']],
    ['COVID-19 und H2O', ['COVID', '19', 'und', 'H2O']],
    ['Donau\u00addampf', ['Donau\u00addampf']],
    ['Київ і Львів', ['Київ', 'і', 'Львів']],
    ['... --- !!! 🎉', []],
    ['', []],
  ])('divides %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('finds the words of languages without spaces, also inside other text', () => {
    expect(words('東京都は日本の首都です', 'ja')).toContain('日本');
    expect(words('Der Ort heißt 北京 und liegt fern', 'de')).toEqual([
      'Der',
      'Ort',
      'heißt',
      '北京',
      'und',
      'liegt',
      'fern',
    ]);
  });

  it.each([
    ['th', 'ภาษาไทยง่ายนิดเดียว'],
    ['ja', '東京都知事選挙'],
    ['zh', '北京𠮷林'],
  ])('finds the same words in a run without spaces of any length (%s)', (language, text) => {
    expect(words(text.repeat(200), language)).toEqual(Array.from({ length: 200 }, () => words(text, language)).flat());
  });

  it('needs time in proportion to the length of a run without spaces', () => {
    const cpuMs = (length: number): number => {
      const before = process.cpuUsage();
      words('汉'.repeat(length), 'zh');
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1_000;
    };
    cpuMs(10_000);
    expect(cpuMs(300_000)).toBeLessThan(5_000);
  }, 60_000);

  it('takes any language, known or not', () => {
    for (const language of ['th', 'xx', 'aaaa', 'und', ''])
      expect(words('Ort 北京', language)).toEqual(['Ort', '北京']);
  });

  it('gives offsets that cut the word out of the text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let end = 0;
        tokenise(text).forEach((token, index) => {
          expect(token.position).toBe(index);
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          end = token.end;
        });
      }),
    );
  });
});
