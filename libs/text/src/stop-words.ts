import { createRequire } from 'node:module';
import { fold } from './fold.js';
import { primaryLanguage, type Language } from './languages.js';

/**
 * Function words only. The general list counts words such as "home", "system", "Tag" or "Jahr" as stop words, which
 * readers do search for; for the three main languages it is replaced by these.
 */
const FUNCTION_WORDS: Readonly<Record<Language, string>> = {
  de: `aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim bin bis
bist da dabei dadurch dafür dagegen daher damit danach dann daran darauf daraus darin darüber darum das dass dasselbe davon davor dazu
dein deine deinem deinen deiner dem demselben den denen denn der deren derer derselbe derselben des dessen dich die dies diese
dieselbe dieselben diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines einig einige einigem einigen einiger einiges
einmal er es etwa etwas euch euer eure eurem euren eurer für gegen gewesen hab habe haben hat hatte hatten hättest hätte hätten hier
hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja jede jedem jeden jeder jedes jedoch jene jenem jenen jener jenes
jetzt kann kein keine keinem keinen keiner keines können könnte könnten man manche manchem manchen mancher manches mein meine meinem meinen
meiner mich mir mit muss müssen musste mussten nach nachdem nicht nichts noch nun nur ob oder ohne sehr sei seien sein seine seinem seinen seiner seines seit
selbst sich sie sind so sogar sollen sollte sollten sondern sonst soweit sowie über um und uns unser unsere unserem unseren unserer unter viel vom von vor
während war waren warst was weder weil weiter welche welchem welchen welcher welches wenn wer werde werden weshalb wie wieder will wir wird wirst wo
wobei wodurch wollen wollte wollten worden wurde wurden würde würden zu zum zur zwar zwischen`,
  en: `a about above after again against all also am an and any are aren't as at be because been before being below between both but by
can can't cannot could couldn't did didn't do does doesn't doing don't down during each few for from further had hadn't has hasn't have
haven't having he he'd he'll he's her here here's hers herself him himself his how how's i i'd i'll i'm i've if in into is isn't it it's its
itself let's me more most mustn't my myself no nor not of off on once only or other ought our ours ourselves out over own same shan't she
she'd she'll she's should shouldn't so some such than that that's the their theirs them themselves then there there's these they they'd
they'll they're they've this those through to too under until up upon very was wasn't we we'd we'll we're we've were weren't what what's when
when's where where's which while who who's whom why why's will with won't would wouldn't you you'd you'll you're you've your yours yourself
yourselves s t ll d re ve m`,
  fr: `à afin ai ainsi alors après as au aucun aucune aujourd'hui auquel aussi autre autres aux auxquelles auxquels avaient avais avait
avant avec avez avoir avons ayant c car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez ci comme comment d dans de
depuis des dès donc dont du duquel durant elle elles en encore entre es est et étaient étais était étant été êtes être eu eux fait fut hors
ici il ils j je jusqu jusque l la là laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais me même mêmes
mes moi moins mon n ne ni nos notre nous on ont ou où par parce pas pendant peu peut peuvent plus pour pourquoi presque puis puisqu puisque qu quand
que quel quelle quelles quels qui quoi s sa sans se selon sera serait seront ses si soi soit sommes son sont sous sur t ta tandis te
tes toi ton tous tout toute toutes très tu un une vers voici voilà vos votre vous y`,
};
/** Read when a language needs it: the package is one large JSON file. */
const require = createRequire(import.meta.url);
const EMPTY: ReadonlySet<string> = new Set();
const sets = new Map<Language, ReadonlySet<string>>();
let lists: Readonly<Record<string, readonly string[]>> | undefined;

/** The general lists hold punctuation and phrases too. */
const ONE_WORD = /^(?=.*[\p{L}\p{N}])\S+$/u;

/** The languages that have function words built in, by their primary subtags. */
export function languagesWithStopWords(): Language[] {
  const general = Object.keys(generalLists()).map(primaryLanguage);
  return [...new Set([...Object.keys(FUNCTION_WORDS), ...general])].sort();
}

/** The function words of a language as they are written; empty for a language without a list. */
export function builtInStopWords(language: Language): readonly string[] {
  const own = FUNCTION_WORDS[language];
  if (own !== undefined) return own.split(/\s+/);
  const list = generalLists()[language === 'nb' ? 'no' : language];
  return list?.filter((word) => ONE_WORD.test(word)) ?? [];
}

function generalLists(): Readonly<Record<string, readonly string[]>> {
  lists ??= require('stopwords-iso') as NonNullable<typeof lists>;
  return lists;
}

/** The function words of a language, folded and without apostrophes; empty for a language without a list. */
export function stopWords(language: Language): ReadonlySet<string> {
  const known = sets.get(language);
  if (known !== undefined) return known;
  const words = builtInStopWords(language);
  const set = words.length === 0 ? EMPTY : new Set(words.map(comparable));
  sets.set(language, set);
  return set;
}

/** A word as function words are compared: folded and without apostrophes. */
export function comparable(word: string): string {
  return fold(word).replaceAll("'", '');
}
