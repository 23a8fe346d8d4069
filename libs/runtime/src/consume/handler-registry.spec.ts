import { GROUPS } from '#contracts/topics.js';
import type { EventHandler } from './event-handler.js';
import { HandlerRegistry } from './handler-registry.js';

const handler = (types: readonly string[], change: Partial<EventHandler> = {}): EventHandler => ({
  ...{ group: GROUPS.searchIndexer, types: new Set(types), batch: 10, timeoutMs: 1_000 },
  call: () => Promise.resolve(),
  ...change,
});

describe('The handlers of a process', () => {
  it('are found by group and type', () => {
    const registry = new HandlerRegistry();
    const indexer = handler(['article.published.v1', 'article.withdrawn.v1']);
    const profiler = handler(['article.published.v1'], { group: GROUPS.relatedProfiler, batch: 50 });
    registry.add(indexer);
    registry.add(profiler);
    expect(registry.find(GROUPS.searchIndexer, 'article.published.v1')).toBe(indexer);
    expect(registry.find(GROUPS.relatedProfiler, 'article.published.v1')).toBe(profiler);
    expect(registry.find(GROUPS.relatedProfiler, 'article.withdrawn.v1')).toBeUndefined();
    expect(registry.topicsOf(GROUPS.searchIndexer)).toEqual(['articles']);
    expect(registry.batchOf(GROUPS.relatedProfiler)).toBe(50);
  });

  it('are refused when there are two for one event of a group', () => {
    const registry = new HandlerRegistry();
    registry.add(handler(['article.published.v1']));
    expect(() => registry.add(handler(['article.withdrawn.v1', 'article.published.v1']))).toThrow('two handlers');
  });

  it('are wanted for the groups of the services that run here, and for no others', () => {
    const registry = new HandlerRegistry();
    registry.add(handler(['article.published.v1']));
    expect(() => registry.requireGroupsOf(['search', 'operations'])).not.toThrow();
    expect(() => registry.requireGroupsOf(['search', 'related'])).toThrow('related.profiler');
  });

  it('are refused for an event that is not in the catalogue', () => {
    expect(() => new HandlerRegistry().add(handler(['article.burnt.v1']))).toThrow('catalogue');
  });
});
