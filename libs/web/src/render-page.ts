import { h, type ComponentChildren, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { asset, type Asset } from './assets.js';
import { Document } from './components/document.js';
import type { InterfaceLanguage } from './interface-language.js';
import { STYLESHEET } from './styles/stylesheet.js';

const ICON = asset(new URL('./assets/icon.svg', import.meta.url));
const NAME = 'Courant';

export interface Page {
  readonly language: InterfaceLanguage;
  /** Of this page alone; the name of the product is added. */
  readonly title: string;
  readonly description?: string | undefined;
  readonly head?: ComponentChildren;
  readonly body: ComponentChildren;
  readonly scripts?: readonly Asset[];
  /** True unless the page speaks one language only. */
  readonly switchable?: boolean;
  /** For tables and consoles. */
  readonly wide?: boolean;
  /** Path and query of this page, so that the language switch keeps the query. */
  readonly path?: string;
  /** The language that the reader chose by `?ui=`; the links of the shell carry it on. */
  readonly chosen?: InterfaceLanguage | undefined;
  /** In place of the reader's navigation. */
  readonly navigation?: VNode | undefined;
}

/** The page as HTML; whatever text it holds is escaped. */
export function renderPage({ title, body, scripts = [], switchable = true, wide = false, ...rest }: Page): string {
  const document = h(Document, {
    ...{ ...rest, switchable, wide, children: body, icon: ICON.path },
    title: title === NAME ? NAME : `${title} – ${NAME}`,
    styles: [STYLESHEET.path],
    scripts: scripts.map(({ path }) => path),
  });
  return `<!doctype html>${renderToString(document)}`;
}
