import type { z } from 'zod';

/** One variable of the environment: how its text is read, what holds when it is unset, and what it means. */
export interface Variable<Value> {
  readonly schema: z.ZodType<Value>;
  readonly whenUnset: Value | (() => Value);
  /** `whenUnset` in words, for the reference. */
  readonly defaultText?: string;
  readonly meaning: string;
  /** Never printed. */
  readonly secret?: true;
}

export const variable = <const Value>(definition: Variable<Value>): Variable<Value> => definition;

/** For variables without a value when they are unset. */
export const unset: undefined = undefined;
