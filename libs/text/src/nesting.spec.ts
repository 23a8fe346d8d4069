import { NestingGuard, withinNesting, withoutTags } from './nesting.js';

describe('a guarded parse', () => {
  it('is given up for the fallback when too many elements are open', () => {
    const parse =
      (depth: number) =>
      (guard: NestingGuard): string => {
        for (let open = 0; open < depth; open++) guard.opened();
        return 'parsed';
      };
    expect(withinNesting(parse(512), () => 'fallback')).toBe('parsed');
    expect(withinNesting(parse(513), () => 'fallback')).toBe('fallback');
  });

  it('counts what is open and not what was', () => {
    const parse = (guard: NestingGuard): string => {
      for (let round = 0; round < 10_000; round++) {
        guard.opened();
        guard.closed();
      }
      return 'parsed';
    };
    expect(withinNesting(parse, () => 'fallback')).toBe('parsed');
  });

  it('lets other errors through', () => {
    expect(() =>
      withinNesting(
        () => {
          throw new Error('other');
        },
        () => 'fallback',
      ),
    ).toThrow('other');
  });
});

describe('text without tags', () => {
  it.each([
    ['<p>a</p>b', ' a b'],
    ['a < b', 'a  '],
    ['a > b', 'a > b'],
    ['<', ' '],
  ])('of %j is %j', (html, text) => {
    expect(withoutTags(html)).toBe(text);
  });
});
