/** Private characters around what the server marks; taken out of every text before it is indexed. */
export const MARK_START = '\ue000';
export const MARK_END = '\ue001';

const MARKERS = /[\ue000\ue001]/g;

export function withoutMarkers(text: string): string {
  return text.replace(MARKERS, '');
}

/** What stands between markers, in the order of the text. */
export function markedIn(marked: string): string[] {
  return marked
    .split(MARK_START)
    .slice(1)
    .map((part) => part.slice(0, Math.max(0, part.indexOf(MARK_END))));
}
