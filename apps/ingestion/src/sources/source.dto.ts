import { SourceId } from '#contracts/ids.js';
import { SOURCE_FORMATS, type Source } from '#ports/source-store.port.js';
import { z } from 'zod';

const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters');
const language = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag');
const rateLimit = z.int().min(1).max(1_000_000).describe('articles per minute');

/** A new source. */
export const NewSource = z.strictObject({
  id: SourceId,
  name,
  format: z.enum(SOURCE_FORMATS).default('native'),
  language: language.optional(),
  rateLimit: rateLimit.optional(),
});
export type NewSource = z.infer<typeof NewSource>;

/** What of a source can be changed; null takes a setting away. */
export const SourceChange = z.strictObject({
  name: name.optional(),
  format: z.enum(SOURCE_FORMATS).optional(),
  language: language.nullable().optional(),
  rateLimit: rateLimit.nullable().optional(),
});
export type SourceChange = z.infer<typeof SourceChange>;

/** A source as it is shown: its secrets by id alone. */
export const SourceDto = z
  .object({
    id: SourceId,
    name: z.string(),
    format: z.enum(SOURCE_FORMATS),
    language: z.string().optional(),
    rateLimit: z.int().optional(),
    createdAt: z.string(),
    secrets: z.array(z.object({ id: z.string(), createdAt: z.string() })),
  })
  .meta({ id: 'Source' });
export type SourceDto = z.infer<typeof SourceDto>;

/** A source with its first secret, which is told this once. */
export const MadeSourceDto = SourceDto.extend({ secret: z.string() }).meta({ id: 'MadeSource' });
export type MadeSourceDto = z.infer<typeof MadeSourceDto>;

/** A secret, told this once. */
export const MadeSecretDto = z.object({ id: z.string(), secret: z.string(), createdAt: z.string() });
export type MadeSecretDto = z.infer<typeof MadeSecretDto>;

/** What is shown of a source; never a secret. */
export function sourceDto({ secrets, ...source }: Source): SourceDto {
  return { ...source, secrets: secrets.map(({ id, createdAt }) => ({ id, createdAt })) };
}
