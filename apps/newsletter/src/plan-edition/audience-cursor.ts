import { z } from 'zod';

/** How far the rows of an edition are written: up to and with this member of this cohort. */
const AudienceCursor = z.object({ cohort: z.string(), after: z.string() });
export type AudienceCursor = z.infer<typeof AudienceCursor>;

export function writeCursor(cursor: AudienceCursor): string {
  return JSON.stringify(cursor);
}

/** Undefined at the beginning. */
export function readCursor(stored: string): AudienceCursor | undefined {
  return stored === '' ? undefined : AudienceCursor.parse(JSON.parse(stored));
}
