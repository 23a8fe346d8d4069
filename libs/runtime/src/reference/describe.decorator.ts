import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

/** What an address answers with: the shape of its JSON, or words and the media type where it is no JSON. */
export type AnswerDescription =
  z.ZodType | { readonly description: string; readonly schema?: z.ZodType; readonly mediaType?: string };

/** What the OpenAPI document says of an address beyond what its parameters say by themselves. */
export interface RouteDescription {
  readonly summary: string;
  /** By status; the first is the usual one. Problems need not be named: every address may answer with one. */
  readonly answers?: Readonly<Record<number, AnswerDescription>>;
  /** The body by media type, where the method takes it raw. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  /** Headers that the address reads, with what they hold. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer of an address that shows a page. */
export const PAGE: AnswerDescription = { description: 'A page.', mediaType: 'text/html' };

/** The answer of a form that leads to a page which shows what came of it. */
export const LEADS_ON: AnswerDescription = { description: 'Leads to the page that shows what came of it.' };

export const ROUTE_DESCRIPTION = 'courant:route-description';

/** Describes an address for its readers, in one sentence and by what it answers. */
export function Describe(
  summary: string,
  answers?: RouteDescription['answers'],
  more: Pick<RouteDescription, 'body' | 'headers'> = {},
): MethodDecorator {
  return SetMetadata<string, RouteDescription>(ROUTE_DESCRIPTION, {
    summary,
    ...(answers === undefined ? {} : { answers }),
    ...more,
  });
}
