import { fold } from '#text/fold.js';

/** A text as a 32-bit mark (FNV-1a over its UTF-16 units, mixed): small to store and quick to compare. */
function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The same stem has the same mark in every language: names and loanwords bring articles together across languages. */
export const termMark = markOf;

/** A person, organisation or place; apart from the same word in a text. */
export const nameMark = (name: string): number => markOf(`name:${fold(name)}`);

export const tagMark = (tag: string): number => markOf(`tag:${fold(tag)}`);

export const groupMark = (translationGroup: string): number => markOf(`group:${translationGroup}`);

/** A band of the MinHash signature, under which copies meet. */
export const bandMark = (band: string): number => markOf(`band:${band}`);
