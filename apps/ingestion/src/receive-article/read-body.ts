import { pointerOf, ProblemError, type ProblemField } from '#contracts/problem.js';
import type { NativeArticle } from '#contracts/native-article.js';
import type { Source } from '#ports/source-store.port.js';
import { parseJson } from '#runtime/http/parse-json.js';
import { FORMATS } from '../formats/formats.js';
import { unstorableText } from './unstorable-text.js';

const MOST_ARTICLES = 100;

/** What is wrong with an article, field by field. */
export interface RefusedArticle {
  readonly errors: readonly ProblemField[];
}

/** An article of the request, or what is wrong with it. */
export type ReadArticle = { readonly article: NativeArticle } | RefusedArticle;

/** What a request body holds: one article, or a batch with its own answer for each. */
export interface ReadBody {
  readonly batch: boolean;
  readonly articles: readonly ReadArticle[];
}

/** Reads a JSON body in the source's format; 422 when it is not JSON at all or no batch that can be told apart. */
export function readBody(bytes: Uint8Array, source: Source): ReadBody {
  const value = parsed(bytes);
  const entries = batchOf(value);
  if (entries === undefined) return { batch: false, articles: [readArticle(value, source, '')] };
  if (entries.length === 0 || entries.length > MOST_ARTICLES) {
    throw invalid('/articles', `must hold 1 to ${MOST_ARTICLES} articles`);
  }
  return { batch: true, articles: entries.map((entry, index) => readArticle(entry, source, `/articles/${index}`)) };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    if (error instanceof ProblemError) throw invalid('', error.message);
    throw error;
  }
}

function batchOf(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('articles' in value)) return undefined;
  const { articles, ...others } = value;
  if (!Array.isArray(articles)) throw invalid('/articles', 'must be a list');
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalid(pointerOf([other]), 'unknown key beside articles');
  return articles;
}

function readArticle(value: unknown, source: Source, at: string): ReadArticle {
  const unstorable = unstorableText(value);
  const result = unstorable.length > 0 ? { errors: unstorable } : FORMATS[source.format].read(value);
  if ('errors' in result) {
    return { errors: result.errors.map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail })) };
  }
  const { language } = source;
  return language === undefined || result.article.language !== undefined
    ? result
    : { article: { ...result.article, language } };
}

function invalid(pointer: string, detail: string): ProblemError {
  return new ProblemError(422, detail, { errors: [{ pointer, detail }] });
}
