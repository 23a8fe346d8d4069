import { createEvent, type EventDefinition } from '../cloud-event.js';
import { TOPICS } from '../topics.js';
import { EVENTS } from './catalogue.js';
import { StageCompleted } from './stage-completed.event.js';

describe('the event catalogue', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))(
    '%s has an example that its schema accepts unchanged',
    (_type, event) => {
      expect(event.schema.parse(event.example)).toEqual(event.example);
    },
  );

  it.each(EVENTS.map((event) => [event.type, event] as const))(
    '%s goes to a declared topic under a versioned past-tense name',
    (type, event) => {
      expect(Object.keys(TOPICS)).toContain(event.topic);
      expect(type).toMatch(/^[a-z]+\.[a-z]+ed\.v\d+$|^[a-z]+\.withdrawn\.v\d+$/);
    },
  );

  it('names each type once', () => {
    const types = EVENTS.map((event) => event.type);
    expect(new Set(types).size).toBe(types.length);
  });

  it('holds no address, name or token of a subscriber', () => {
    const words = EVENTS.filter((event) => event.topic === 'subscribers').map((event) => JSON.stringify(event.example));
    for (const text of words) expect(text).not.toMatch(/@|"(email|name|token|address)"/);
  });
});

describe('createEvent', () => {
  const create = (definition: EventDefinition<string, StageCompleted>, data: StageCompleted) =>
    createEvent(definition, data, { service: 'search', time: new Date('2026-11-02T08:00:00Z') });

  it('gives the same fact the same id and another place another id', () => {
    const here = { ...StageCompleted.example, stage: 'withdrawn', place: 'search' } as const;
    expect(create(StageCompleted, here).id).toBe(create(StageCompleted, { ...here, at: '2027-01-01T00:00:00Z' }).id);
    expect(create(StageCompleted, here).id).not.toBe(create(StageCompleted, { ...here, place: 'related' }).id);
  });

  it('fills the CloudEvents attributes', () => {
    expect(create(StageCompleted, StageCompleted.example)).toMatchObject({
      specversion: '1.0',
      source: '/courant/search',
      subject: StageCompleted.example.articleId,
      dataschema: 'urn:courant:schema:stage.completed.v1',
      time: '2026-11-02T08:00:00.000Z',
    });
  });
});
