/** Queue of the rebuilds of the search index. */
export const REBUILD_QUEUE = 'search.rebuild';
