import { asksForPage } from './asks-for-page.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';

describe('A page is the better answer to an error', () => {
  it.each([
    ['a browser that opens an address', '/nowhere', BROWSER],
    ['one that opens an address like those for programs', '/v1x', BROWSER],
    ['whoever likes both alike', '/nowhere', 'application/json, text/html'],
    ['whoever writes it in capitals', '/nowhere', 'Text/HTML; charset=utf-8'],
  ])('for %s', (_who, url, accept) => {
    expect(asksForPage({ url, headers: { accept } })).toBe(true);
  });

  it.each([
    ['a browser that opens an address for programs', '/v1/articles/x?format=ninjs', BROWSER],
    ['a browser that opens the numbers', '/metrics', BROWSER],
    ['a program that takes anything', '/nowhere', '*/*'],
    ['a program that says nothing', '/nowhere', undefined],
    ['a program that likes documents more', '/nowhere', 'text/html;q=0.5, application/problem+json'],
    ['a program that takes no HTML', '/nowhere', 'text/html;q=0, */*'],
    ['a script that loads styles', '/nowhere', 'text/css,*/*;q=0.1'],
    ['a header that nobody can read', '/nowhere', 'text/html;q=x,;;,=,'],
  ])('but not for %s', (_who, url, accept) => {
    expect(asksForPage({ url, headers: { ...(accept === undefined ? {} : { accept }) } })).toBe(false);
  });
});
