import type { JSX } from 'preact';

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** A highlight of the search index: its marks as elements, everything else as text whatever it holds. */
export function HighlightedText({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split(/<mark>([\s\S]*?)<\/mark>/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <mark key={index}>{plain(part)}</mark> : plain(part)))}</>;
}

/** Whether anything is marked. */
export function isMarked(text: string | undefined): text is string {
  return text?.includes('<mark>') === true;
}

function plain(escaped: string): string {
  return escaped.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
