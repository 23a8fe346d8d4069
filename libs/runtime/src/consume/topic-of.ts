import { TOPICS, type TopicName } from '#contracts/topics.js';

/** The topic of a name that was stored; throws when there is none. */
export function topicOf(name: string): TopicName {
  const topic = Object.keys(TOPICS).find((known): known is TopicName => known === name);
  if (topic === undefined) throw new Error(`${name} is no topic`);
  return topic;
}
