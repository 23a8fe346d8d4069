import { RELATED_WEIGHTS } from './related-ranking.js';
import { worthShowing } from './worth-showing.js';

const neighbour = (id: string, score: number) => ({
  id,
  title: id,
  language: 'en',
  publishedAt: '2026-11-02T06:00:00Z',
  score,
  reasons: [],
});

describe('Of a related list a reader', () => {
  const { value: least } = RELATED_WEIGHTS.shown;
  const list = [neighbour('near', 0.5), neighbour('just', least), neighbour('far', least - 0.001)];

  it('is shown the nearest, not those that share common words alone', () => {
    expect(worthShowing(list, 6).map(({ id }) => id)).toEqual(['near', 'just']);
  });

  it('is shown no more than there is room for', () => {
    expect(worthShowing(list, 1).map(({ id }) => id)).toEqual(['near']);
  });
});
