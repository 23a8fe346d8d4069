import type { NativeArticle } from '#contracts/native-article.js';
import type { NinjsDocument } from './ninjs-document.js';

type Valued = NonNullable<NinjsDocument['headlines']>;
type Named = NonNullable<NinjsDocument['people']>;
type Association = NonNullable<NinjsDocument['associations']>[number];

const LONGEST_NAME = 200;
const PICTURES = new Set(['picture', 'graphic']);

/** The value of the first wanted role that is there, else the first value. */
export function valueWithRole(values: Valued | undefined, ...roles: readonly string[]): string | undefined {
  const found = roles.map((role) => values?.find((value) => value.role === role)).find((value) => value !== undefined);
  return (found ?? values?.[0])?.value;
}

/** Names without doubles; what has only a literal is known by it. */
export function namesOf(entries: Named | undefined): string[] | undefined {
  if (entries === undefined) return undefined;
  const names = entries.map(({ name, literal }) => (name ?? literal ?? '').trim().slice(0, LONGEST_NAME));
  return [...new Set(names.filter((name) => name !== ''))];
}

const TYPES: ReadonlyArray<readonly [RegExp, NonNullable<NativeArticle['type']>]> = [
  [/opinion|comment|editorial|meinung|kommentar/i, 'opinion'],
  [/analy/i, 'analysis'],
  [/background|hintergrund/i, 'background'],
  [/interview/i, 'interview'],
  [/review|rezension/i, 'review'],
  [/press release/i, 'press-release'],
];

/** The article type that a genre names; undefined for plain news. */
export function typeOf(genres: Named | undefined): NativeArticle['type'] {
  const names = (genres ?? []).map(({ name, literal }) => `${name ?? ''} ${literal ?? ''}`);
  return TYPES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
}

/** Pictures among the associations, each as its widest rendition; none is fetched. */
export function imagesOf(associations: readonly Association[] | undefined): object[] | undefined {
  if (associations === undefined) return undefined;
  return associations.filter(({ type }) => PICTURES.has(type ?? '')).flatMap(imageOf);
}

function imageOf(association: Association): object[] {
  const usable = (association.renditions ?? []).filter(({ href }) => /^https?:\/\//.test(href ?? ''));
  const widest = usable.sort((one, other) => (other.width ?? 0) - (one.width ?? 0))[0];
  if (widest === undefined) return [];
  const caption = valueWithRole(association.descriptions, 'caption', 'main');
  const alt = valueWithRole(association.headlines, 'main');
  const credit = association.by ?? association.copyrightHolder;
  return [
    {
      url: widest.href,
      ...(alt === undefined ? {} : { alt: alt.slice(0, 1000) }),
      ...(caption === undefined ? {} : { caption: caption.slice(0, 2000) }),
      ...(credit === undefined ? {} : { credit: credit.slice(0, 500) }),
      ...(isSize(widest.width) ? { width: widest.width } : {}),
      ...(isSize(widest.height) ? { height: widest.height } : {}),
    },
  ];
}

function isSize(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= 100_000;
}
