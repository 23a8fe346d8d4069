import { anArticle } from './an-article.js';
import { Dice } from './dice.js';

const STARTS = [
  'bar',
  'cal',
  'dor',
  'fen',
  'gal',
  'har',
  'kel',
  'lum',
  'mor',
  'nor',
  'pel',
  'ros',
  'sel',
  'tam',
  'vor',
];
const ENDS = ['ance', 'berry', 'croft', 'dale', 'ester', 'field', 'gate', 'ington', 'land', 'mouth', 'ridge', 'stone'];
const SUBJECTS = 40;
const WORDS_OF_SUBJECT = 12;
const SENTENCES = 8;

/**
 * An article unlike the others but for those of its subject, as news is: articles that are all the same text would be copies of
 * each other, and nothing would be related to anything. The same `turn` gives the same article.
 */
export function aVariedArticle(externalId: string, turn: number): Record<string, unknown> {
  const own = new Dice(turn + 1);
  const subject = turn % SUBJECTS;
  const words = new Dice(-1 - subject);
  const ofSubject = Array.from({ length: WORDS_OF_SUBJECT }, () => aWord(words));
  const sentence = () => [own.pick(ofSubject), aWord(own), own.pick(ofSubject), aWord(own), aWord(own)].join(' ');
  const sentences = Array.from({ length: SENTENCES }, () => `<p>${sentence()}.</p>`);
  return anArticle(externalId, {
    title: `${own.pick(ofSubject)} ${aWord(own)} ${externalId}`,
    summary: sentence(),
    body: { html: sentences.join('') },
    tags: [`subject${subject}`],
    people: [],
    places: [],
  });
}

function aWord(dice: Dice): string {
  return [STARTS, STARTS, STARTS, ENDS].map((parts) => dice.pick(parts)).join('');
}
