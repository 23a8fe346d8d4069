/** Queue of the ends of embargoes. */
export const RELEASE_QUEUE = 'ingestion.release-embargo';
