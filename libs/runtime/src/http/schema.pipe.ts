import { fieldsOf, ProblemError, type ProblemField } from '#contracts/problem.js';
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';

/**
 * Validates `@Body({ schema })`, `@Query({ schema })` and `@Param({ schema })` with zod and passes on what the schema makes of
 * them; bad input is 422 with a pointer per field.
 */
@Injectable()
export class SchemaPipe implements PipeTransform<unknown, Promise<unknown>> {
  async transform(value: unknown, { schema, data, type }: ArgumentMetadata): Promise<unknown> {
    if (schema === undefined) return value;
    if (!(schema instanceof z.ZodType)) throw new Error('schemas of requests are zod schemas');
    const parsed = await schema.safeParseAsync(value);
    if (parsed.success) return parsed.data;
    const errors = fieldsOf(parsed.error, data === undefined ? [] : [data]);
    throw new ProblemError(422, `The request holds invalid values: ${summaryOf(errors, type)}`, { errors });
  }
}

function summaryOf(errors: readonly ProblemField[], type: string): string {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first?.pointer || type} ${first?.detail ?? 'is wrong'}${more}`;
}
