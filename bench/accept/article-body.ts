const WORDS = [
  ...['bridge', 'storm', 'council', 'harbour', 'railway', 'budget', 'school', 'river', 'police', 'minister', 'court'],
  ...['energy', 'market', 'hospital', 'election', 'weather', 'museum', 'football', 'union', 'research', 'traffic'],
  ...['the', 'a', 'of', 'and', 'to', 'in', 'for', 'with', 'on', 'after', 'before', 'said', 'will', 'was', 'has'],
];

/** Native article number `index` as JSON text of about 6 kB, the same for the same index. */
export function articleBody(index: number): string {
  let state = index * 2_654_435_761 + 1;
  const word = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return WORDS[state % WORDS.length] ?? '';
  };
  const words = (count: number): string => Array.from({ length: count }, word).join(' ');
  const paragraphs = Array.from({ length: 12 }, () => `<p>${words(70)}.</p>`);
  return JSON.stringify({
    externalId: `bench-${index}`,
    title: `${words(8)} ${index}`,
    summary: words(25),
    body: { html: paragraphs.join('\n') },
    url: `https://news.example/articles/${index}`,
    language: 'en',
    sections: ['Local'],
    tags: [word(), word(), word()],
    people: ['Noreen Applegarth'],
    places: ['Ellerby'],
    authors: [{ name: 'Jo Doe' }],
    publishedAt: '2026-11-02T06:00:00Z',
    version: 1,
  });
}
