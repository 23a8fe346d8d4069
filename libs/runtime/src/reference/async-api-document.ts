import { EVENTS, type AnyEvent } from '#contracts/events/catalogue.js';
import { TOPICS, type TopicName } from '#contracts/topics.js';
import { jsonSchemaOf } from './json-schema.js';

type Document = Readonly<Record<string, unknown>>;

const ATTRIBUTES = {
  type: 'object',
  description: 'CloudEvents 1.0 attributes; over Kafka they are headers `ce_<name>` (binary mode).',
  required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_subject', 'ce_time', 'ce_dataschema'],
  properties: {
    ce_specversion: { const: '1.0' },
    ce_id: { type: 'string', description: 'Deterministic: the same fact has the same id however often it is sent.' },
    ce_source: { type: 'string', description: '`/courant/<service>`' },
    ce_type: { type: 'string' },
    ce_subject: { type: 'string', description: 'The key that orders it: article, edition or subscriber id.' },
    ce_time: { type: 'string', format: 'date-time' },
    ce_dataschema: { type: 'string' },
    ce_traceparent: { type: 'string', description: 'W3C trace context of the request that caused it.' },
  },
};

/** The AsyncAPI 3 document of the event log, made from the catalogue of events. */
export function asyncApiDocument(namespace = 'courant'): Document {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Courant events',
      version: '1',
      description:
        'Facts between the services: immutable, in the past tense, only ever added to. Each consumer group gets every event at least once, in order per key.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topicNames().map((topic) => [topic, channelOf(topic, namespace)])),
    operations: Object.fromEntries(topicNames().map((topic) => [`publish.${topic}`, operationOf(topic)])),
    components: {
      messages: Object.fromEntries(EVENTS.map((event) => [event.type, messageOf(event)])),
      schemas: {
        ...Object.assign({}, ...EVENTS.map(({ schema }) => jsonSchemaOf(schema, 'output').components)),
        ...Object.fromEntries(EVENTS.map(({ type, schema }) => [type, jsonSchemaOf(schema, 'output').schema])),
      },
    },
  };
}

function topicNames(): TopicName[] {
  return Object.keys(TOPICS).filter((name): name is TopicName => name in TOPICS);
}

function channelOf(topic: TopicName, namespace: string): Document {
  const { partitions, retentionDays, compacted } = TOPICS[topic];
  const policy = compacted ? ['compact', 'delete'] : ['delete'];
  return {
    address: `${namespace}.${topic}`,
    messages: Object.fromEntries(ofTopic(topic).map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
    bindings: {
      kafka: {
        topic: `${namespace}.${topic}`,
        partitions,
        topicConfiguration: { 'cleanup.policy': policy, 'retention.ms': retentionDays * 86_400_000 },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function operationOf(topic: TopicName): Document {
  return {
    action: 'send',
    channel: { $ref: `#/channels/${topic}` },
    messages: ofTopic(topic).map(({ type }) => ({ $ref: `#/channels/${topic}/messages/${type}` })),
  };
}

function messageOf({ type, example }: AnyEvent): Document {
  return {
    name: type,
    title: type,
    contentType: 'application/json',
    headers: ATTRIBUTES,
    payload: { $ref: `#/components/schemas/${type}` },
    examples: [{ name: 'example', payload: example }],
    bindings: { kafka: { key: { type: 'string' }, bindingVersion: '0.5.0' } },
  };
}

function ofTopic(topic: TopicName): AnyEvent[] {
  return EVENTS.filter((event) => event.topic === topic);
}
