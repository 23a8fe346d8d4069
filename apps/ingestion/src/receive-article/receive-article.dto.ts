import { NativeArticle } from '#contracts/native-article.js';
import { ProblemField } from '#contracts/problem.js';
import { z } from 'zod';
import { Accepted } from './submission.js';

/** What a sender posts: one article in the format of its source (shown: native), or a batch. */
export const ArticlesBody = z.union([
  NativeArticle,
  z.strictObject({ articles: z.array(NativeArticle).min(1).max(100) }),
]);

/** The answer to one article, with the address of its receipt. */
export const AcceptedDto = Accepted.extend({ receipt: z.string() }).meta({ id: 'Accepted' });
export type AcceptedDto = z.infer<typeof AcceptedDto>;

const RefusedDto = z.object({ status: z.int(), detail: z.string(), errors: z.array(ProblemField) });

/** The answer to a batch: a result for each article, in order. */
export const BatchDto = z.object({ results: z.array(z.union([AcceptedDto.extend({ status: z.int() }), RefusedDto])) });
