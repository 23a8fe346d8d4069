import type { SourceFormat } from '#ports/source-store.port.js';
import type { ArticleFormat } from './article-format.js';
import { nativeFormat } from './native/native.format.js';
import { ninjsFormat } from './ninjs/ninjs.format.js';

/** Every format a source can have. */
export const FORMATS: Readonly<Record<SourceFormat, ArticleFormat>> = { native: nativeFormat, ninjs: ninjsFormat };
