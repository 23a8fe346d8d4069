import { z } from 'zod';
import { NativeArticle } from './native-article.js';
import { fieldsOf, invalidInput, pointerOf, ProblemError } from './problem.js';

const fields = (value: unknown) => {
  const result = NativeArticle.safeParse(value);
  return result.success ? [] : fieldsOf(result.error);
};
const valid = { externalId: 'x-1', title: 'A title', body: { text: 'Some text.' } };

describe('the native article', () => {
  it('is accepted with id, title and body alone', () => {
    expect(fields(valid)).toEqual([]);
  });

  it('needs no body when it is withdrawn', () => {
    expect(fields({ externalId: 'x-1', title: 'A title', status: 'withdrawn' })).toEqual([]);
  });

  it.each([
    ['/title', { ...valid, title: '' }],
    ['/title', { ...valid, title: 'x'.repeat(501) }],
    ['/externalId', { ...valid, externalId: 'x'.repeat(513) }],
    ['/body', { externalId: 'x-1', title: 'A title' }],
    ['/body', { ...valid, body: { html: '<p>a</p>', text: 'a' } }],
    ['/url', { ...valid, url: 'javascript:alert(1)' }],
    ['/publishedAt', { ...valid, publishedAt: '2026-11-02' }],
    ['/language', { ...valid, language: 'german!' }],
    ['/authors/0/name', { ...valid, authors: [{ name: '' }] }],
    ['/trust/aiUse', { ...valid, trust: { aiUse: 'much' } }],
  ])('is refused at %s', (pointer, value) => {
    expect(fields(value).map((field) => field.pointer)).toContain(pointer);
  });

  it('names each unknown key by its pointer, escaped', () => {
    expect(fields({ ...valid, 'a/b': 1, 'c~d': 2 }).map((field) => field.pointer)).toEqual(['/a~1b', '/c~0d']);
  });
});

describe('problems', () => {
  it('carry the HTTP phrase as title and the path as instance', () => {
    expect(new ProblemError(404, 'There is no such article.').toProblem('/v1/articles/x')).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is no such article.',
      instance: '/v1/articles/x',
    });
  });

  it('are placed below the item of a batch', () => {
    const result = z.strictObject({ title: z.string() }).safeParse({ title: 1 });
    expect(result.success).toBe(false);
    if (!result.success)
      expect(invalidInput(result.error, ['articles', 3]).extra.errors?.[0]?.pointer).toBe('/articles/3/title');
  });

  it('write a pointer for the whole document as the empty string', () => {
    expect(pointerOf([])).toBe('');
  });
});
