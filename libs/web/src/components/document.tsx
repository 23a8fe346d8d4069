import type { ComponentChildren } from 'preact';
import { PageShell, type PageShellProps } from './page-shell.js';

export interface DocumentProps extends PageShellProps {
  readonly title: string;
  readonly description?: string | undefined;
  /** More for the head: links, structured data. */
  readonly head?: ComponentChildren;
  readonly icon: string;
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** A whole HTML document around the content of a page. */
export function Document({ title, description, head, icon, styles, scripts, ...shell }: DocumentProps) {
  return (
    <html lang={shell.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1e201f" />
        <title>{title}</title>
        {description !== undefined && <meta name="description" content={description} />}
        <link rel="icon" type="image/svg+xml" href={icon} />
        {styles.map((path) => (
          <link key={path} rel="stylesheet" href={path} />
        ))}
        {scripts.map((path) => (
          <script key={path} type="module" src={path} />
        ))}
        {head}
      </head>
      <body>
        <PageShell {...shell} />
      </body>
    </html>
  );
}
