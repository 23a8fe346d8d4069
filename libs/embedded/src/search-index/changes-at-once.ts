/** Each change is written by itself: more at once would gain nothing, and hold up the receipts of all. */
export const CHANGES_AT_ONCE = 128;
