import { anArticle, type ArticleBuilder } from '#ports/testing/article-builder.js';
import { minHash, shingles } from '#text/shingles.js';
import { tokenise } from '#text/tokenise.js';

/** Sentences of three themes; those of one theme share words. */
const THEMES = {
  harbour: [
    'The storm surge closed the harbour of Ellerby and the ferries stayed in port.',
    'Harbour master Noreen Applegarth counted forty boats behind the barrage.',
    'The barrage of Ellerby was shut at dawn before the storm reached the quay.',
    'Ferries to the islands leave the harbour again once the surge has passed.',
  ],
  bank: [
    'The central bank raised its interest rates by a quarter of a point.',
    'Inflation and interest rates decide what a mortgage costs, the bank said.',
    'Savers gain when the central bank lets interest rates rise against inflation.',
    'Economists expect inflation to fall before the bank lowers interest again.',
  ],
  football: [
    'The striker scored twice and the league leaders won the derby.',
    'A late penalty decided the derby before a crowd of sixty thousand.',
    'The league table shows the striker among the best of the season.',
    'The coach praised the goalkeeper who held a penalty in the derby.',
  ],
} as const;

/** Words that no other article has. */
const FILLERS = { harbour: 'h', bank: 'b', football: 'f' } as const;

/** An article about a theme whose words depend on its number, with the signature that ingestion would give it. */
export function themed(theme: keyof typeof THEMES, number: number): ArticleBuilder {
  const sentences = THEMES[theme];
  const one = sentences[number % sentences.length] ?? '';
  const other = sentences[(number + 1 + Math.floor(number / sentences.length)) % sentences.length] ?? '';
  return signed(
    anArticle(`${theme} ${number}`)
      .titled(`About the ${theme}`)
      .saying(`${one} ${FILLERS[theme]}${number} ${FILLERS[theme]}${number * 7}. ${other}`),
  );
}

/** With the signature of its text. */
export function signed(builder: ArticleBuilder): ArticleBuilder {
  const words = tokenise(builder.build().text).map(({ text }) => text.toLowerCase());
  const signature = Uint32Array.from(minHash(shingles(words)));
  return builder.with({ signature: Buffer.from(signature.buffer).toString('base64') });
}
