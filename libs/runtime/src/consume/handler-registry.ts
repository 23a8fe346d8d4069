import { EVENTS } from '#contracts/events/catalogue.js';
import type { ServiceName } from '#contracts/cloud-event.js';
import { GROUPS, type GroupName, type TopicName } from '#contracts/topics.js';
import type { EventHandler } from './event-handler.js';

/** Which handler takes which event of which group; a second handler for the same is refused at start. */
export class HandlerRegistry {
  private readonly handlers = new Map<GroupName, Map<string, EventHandler>>();

  add(handler: EventHandler): void {
    const ofGroup = this.handlers.get(handler.group) ?? new Map<string, EventHandler>();
    this.handlers.set(handler.group, ofGroup);
    for (const type of handler.types) {
      if (!EVENTS.some((event) => event.type === type)) throw new Error(`${type} is not in the catalogue of events`);
      if (ofGroup.has(type)) throw new Error(`${handler.group} has two handlers for ${type}`);
      ofGroup.set(type, handler);
    }
  }

  groups(): GroupName[] {
    return [...this.handlers.keys()];
  }

  /** Throws where a service runs and one of its groups has no handler: its events would wait for ever. */
  requireGroupsOf(services: readonly ServiceName[]): void {
    const missing = Object.values(GROUPS).filter(
      (group) => services.some((service) => group.startsWith(`${service}.`)) && !this.handlers.has(group),
    );
    if (missing.length > 0) throw new Error(`nothing handles the events of ${missing.join(', ')}`);
  }

  find(group: string, type: string): EventHandler | undefined {
    return new Map<string, Map<string, EventHandler>>(this.handlers).get(group)?.get(type);
  }

  /** Topics that hold an event the group handles. */
  topicsOf(group: GroupName): TopicName[] {
    const types = this.handlers.get(group);
    return [...new Set(EVENTS.filter(({ type }) => types?.has(type)).map(({ topic }) => topic))];
  }

  /** Records worth reading at once: the largest batch among the group's handlers. */
  batchOf(group: GroupName): number {
    return Math.max(1, ...[...(this.handlers.get(group)?.values() ?? [])].map(({ batch }) => batch));
  }
}
