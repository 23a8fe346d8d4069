import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that pages load, under a name that changes with its content, so that it may be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const byPath = new Map<string, Asset>();

/** Makes a file an asset; pages name it by the `path` of the answer. */
export function asset(file: URL): Asset {
  return joinedAsset(file.pathname.split('/').at(-1) ?? '', [file]);
}

/** Makes one asset of several files, one after the other. */
export function joinedAsset(name: string, files: readonly URL[]): Asset {
  const content = Buffer.concat(files.map((file) => readFileSync(file)));
  const [stem = '', ending = ''] = name.split('.');
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const made = {
    path: `/assets/${stem}.${hash}.${ending}`,
    type: TYPES[ending] ?? 'application/octet-stream',
    content,
  };
  byPath.set(made.path, made);
  return made;
}

/** The asset of an address, if a page has named it. */
export function assetAt(path: string): Asset | undefined {
  return byPath.get(path);
}
