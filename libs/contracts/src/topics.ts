/** Topics of the event log without the namespace prefix; each with its key and how long it is kept. */
export const TOPICS = {
  articles: { partitions: 12, retentionDays: 30, compacted: true },
  stages: { partitions: 12, retentionDays: 30, compacted: false },
  editions: { partitions: 3, retentionDays: 90, compacted: false },
  subscribers: { partitions: 3, retentionDays: 90, compacted: false },
} as const;

export type TopicName = keyof typeof TOPICS;

/** Consumer groups: constants, since a renamed group would begin again at the first event. */
export const GROUPS = {
  searchIndexer: 'search.indexer',
  relatedProfiler: 'related.profiler',
  newsletterCollector: 'newsletter.collector',
  ingestionReceipts: 'ingestion.receipts',
} as const;

export type GroupName = (typeof GROUPS)[keyof typeof GROUPS];
