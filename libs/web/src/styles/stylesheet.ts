import { joinedAsset } from '../assets.js';

/** In this order: later parts may refine earlier ones. */
const PARTS = [
  ...['tokens', 'base', 'shell', 'forms', 'tables', 'notices', 'cards'],
  ...['search', 'article', 'console', 'newsletter', 'print'],
];

/** The one stylesheet of all pages. */
export const STYLESHEET = joinedAsset(
  'courant.css',
  PARTS.map((part) => new URL(`./${part}.css`, import.meta.url)),
);
