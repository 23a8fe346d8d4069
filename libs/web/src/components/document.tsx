import type { ComponentChildren } from 'preact';
import type { InterfaceLanguage } from '../interface-language.js';
import { PageShell } from './page-shell.js';

export interface DocumentProps {
  readonly language: InterfaceLanguage;
  readonly title: string;
  readonly description?: string | undefined;
  /** More for the head: links, structured data. */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  readonly switchable: boolean;
  readonly wide: boolean;
}

/** A whole HTML document around the content of a page. */
export function Document({ language, title, description, head, children, styles, scripts, ...shell }: DocumentProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {description !== undefined && <meta name="description" content={description} />}
        <link rel="icon" href="data:," />
        {styles.map((path) => (
          <link key={path} rel="stylesheet" href={path} />
        ))}
        {scripts.map((path) => (
          <script key={path} type="module" src={path} />
        ))}
        {head}
      </head>
      <body>
        <PageShell language={language} {...shell}>
          {children}
        </PageShell>
      </body>
    </html>
  );
}
