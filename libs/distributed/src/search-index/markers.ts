/** Private characters around what the server marks; taken out of every text before it is indexed. */
export const MARK_START = '\ue000';
export const MARK_END = '\ue001';

const MARKERS = /[\ue000\ue001]/g;
const RUNS = /[\p{L}\p{N}\p{M}'’\ue000\ue001]+/gu;

export function withoutMarkers(text: string): string {
  return text.replace(MARKERS, '');
}

/** The words of which something is marked, whole and in the order of the text: of a word only begun, the server marks that part. */
export function markedIn(marked: string): string[] {
  const words: string[] = [];
  let inside = false;
  for (const [run] of marked.matchAll(RUNS)) {
    const word = withoutMarkers(run);
    if (word !== '' && (inside || run.includes(MARK_START))) words.push(word);
    const [start, end] = [run.lastIndexOf(MARK_START), run.lastIndexOf(MARK_END)];
    if (start !== end) inside = start > end;
  }
  return words;
}
