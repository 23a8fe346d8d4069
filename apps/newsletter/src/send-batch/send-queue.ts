import { EditionId } from '#contracts/ids.js';
import { z } from 'zod';

/** Queue of editions whose due rows are to be sent; data is a SendOrder. */
export const SEND_QUEUE = 'newsletter.send';

/** Which edition, and since when its rows are tried; absent: since it was made. Asked for again, they are given up later. */
export const SendOrder = z.object({ edition: EditionId, since: z.iso.datetime().optional() });
export type SendOrder = z.infer<typeof SendOrder>;
