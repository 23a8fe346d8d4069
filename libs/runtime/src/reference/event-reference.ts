import { EVENTS } from '#contracts/events/catalogue.js';
import { GROUPS, TOPICS, type TopicName } from '#contracts/topics.js';

const KEYS: Readonly<Record<TopicName, string>> = {
  articles: 'article id',
  stages: 'article id',
  editions: 'edition id',
  subscribers: 'subscriber id',
};

/** The catalogue of events in Markdown, made from their definitions. */
export function eventReference(): string {
  const topics = Object.entries(TOPICS).map(([name, { partitions, retentionDays, compacted }]) => {
    const kept = `${retentionDays} days${compacted ? ', and the newest of each key for ever' : ''}`;
    return `| \`courant.${name}\` | ${KEYS[name as TopicName]} | ${partitions} | ${kept} |`;
  });
  const events = EVENTS.map(
    ({ type, topic, example }) =>
      `### ${type}\n\nOn \`courant.${topic}\`.\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`\n`,
  );
  return `# Events

CloudEvents 1.0. The prefix \`courant\` is \`COURANT_NAMESPACE\`. The machine-readable form is \`/asyncapi.json\`
(\`deploy/reference/asyncapi.json\`). Facts are immutable and only ever added to; what is incompatible gets a new version of its type. No address,
name or token of a subscriber ever enters the log; an embargoed article is not on it before its time.

## Topics

| topic | key (order holds per key) | partitions | kept |
|---|---|---|---|
${topics.join('\n')}

Consumer groups: ${Object.values(GROUPS)
    .map((name) => `\`${name}\``)
    .join(', ')}.

## Types, each with an example

${events.join('\n')}`;
}
