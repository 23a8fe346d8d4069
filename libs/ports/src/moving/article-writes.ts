import type { ArticleWrite } from '../article-store.port.js';
import type { MovedArticle } from './moved-rows.js';

/**
 * The writes by which an article comes into a store, in place of what is `known` of it there: one for each version that is
 * missing, each with the head as it is to be.
 */
export function writesOf({ head, versions, published, facts }: MovedArticle, known?: MovedArticle): ArticleWrite[] {
  const there = new Set(known?.versions.map(({ version }) => version));
  const [first, ...others] = versions.filter(({ version }) => !there.has(version));
  const write = {
    expectedRevision: known?.head.revision ?? 0,
    head,
    ...(first === undefined ? {} : { received: first }),
    published: published ?? null,
    outbox: facts,
  };
  const following = others.map((received) => ({ expectedRevision: head.revision, head, received, outbox: [] }));
  return [write, ...following];
}
