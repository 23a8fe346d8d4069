/** Queue of the recounts. */
export const RECOUNT_QUEUE = 'related.recount';
