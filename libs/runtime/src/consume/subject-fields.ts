import type { LogFields } from '../telemetry/logger.js';

/** What a log line says of the subject of an event: the key of its record under the name of what it is the id of. */
export function subjectFields(topic: string, key: string): LogFields {
  return topic === 'articles' || topic === 'stages' ? { articleId: key } : { key };
}
