/** A term as a 32-bit mark (FNV-1a over its UTF-16 units): small to store and quick to compare. */
export function termMark(term: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < term.length; index += 1) {
    hash = Math.imul(hash ^ term.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** The mark under which a name is posted; apart from the same word as a term. */
export function nameMark(name: string): number {
  return termMark(`name ${name.toLowerCase()}`);
}
