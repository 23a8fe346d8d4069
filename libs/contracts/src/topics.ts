/** Topics of the event log without the namespace prefix; each with how long it is kept and how large a long record of it is. */
export const TOPICS = {
  articles: { partitions: 12, retentionDays: 30, compacted: true, recordBytes: 8_192 },
  stages: { partitions: 12, retentionDays: 30, compacted: false, recordBytes: 1_024 },
  editions: { partitions: 3, retentionDays: 90, compacted: false, recordBytes: 1_024 },
  subscribers: { partitions: 3, retentionDays: 90, compacted: false, recordBytes: 1_024 },
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
