import { assetAt } from './assets.js';
import { interfaceLanguage } from './interface-language.js';
import { renderPage } from './render-page.js';

describe('A page', () => {
  const page = renderPage({
    language: 'de',
    title: '<script>alert(1)</script>',
    description: '"quoted"',
    body: <p>{'<img src=x onerror=alert(1)>'}</p>,
  });

  it('is a whole document in its language with everything escaped', () => {
    expect(page).toMatch(/^<!doctype html><html lang="de">/);
    expect(page).toContain('<title>&lt;script>alert(1)&lt;/script> – Courant</title>');
    expect(page).not.toMatch(/<script>|<img/);
    expect(page).toContain('content="&quot;quoted&quot;"');
  });

  it('loads styles that are there under a name of their content', () => {
    const path = /href="(\/assets\/courant\.[0-9a-f]{12}\.css)"/.exec(page)?.[1] ?? '';
    expect(assetAt(path)?.content.toString()).toContain('--paper');
    expect(page).not.toMatch(/ style=|<style/);
  });

  it('keeps its query in the other languages and carries a chosen language on', () => {
    const found = renderPage({ language: 'de', title: 'Suche', body: null, path: '/?q=a%26b', chosen: 'de' });
    expect(found).toContain('href="/?q=a%26b&amp;ui=en"');
    expect(found).toContain('href="/subscribe?ui=de"');
  });
});

describe('The language of pages', () => {
  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8', undefined, 'fr'],
    ['es, en;q=0.3, de;q=0.7', undefined, 'de'],
    ['de;q=0, en', undefined, 'en'],
    [undefined, undefined, 'en'],
    ['en', 'fr', 'fr'],
    ['de', 'xx', 'de'],
    [';;;q=,,', undefined, 'en'],
  ])('for %p and the wish %p is %s', (header, wished, language) => {
    expect(interfaceLanguage(header, wished)).toBe(language);
  });
});
