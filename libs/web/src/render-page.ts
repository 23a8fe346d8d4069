import { h, type ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { asset, type Asset } from './assets.js';
import { Document } from './components/document.js';
import type { InterfaceLanguage } from './interface-language.js';

const STYLES = asset(new URL('./assets/courant.css', import.meta.url));

export interface Page {
  readonly language: InterfaceLanguage;
  readonly title: string;
  readonly description?: string | undefined;
  readonly head?: ComponentChildren;
  readonly body: ComponentChildren;
  readonly scripts?: readonly Asset[];
  readonly styles?: readonly Asset[];
  /** True unless the page speaks one language only. */
  readonly switchable?: boolean;
  /** For tables and consoles. */
  readonly wide?: boolean;
}

/** The page as HTML; whatever text it holds is escaped. */
export function renderPage({ language, title, description, head, body, ...rest }: Page): string {
  const { scripts = [], styles = [], switchable = true, wide = false } = rest;
  const paths = (assets: readonly Asset[]): string[] => assets.map(({ path }) => path);
  const document = h(Document, {
    ...{ language, title, description, head, switchable, wide, children: body },
    styles: paths([STYLES, ...styles]),
    scripts: paths(scripts),
  });
  return `<!doctype html>${renderToString(document)}`;
}
