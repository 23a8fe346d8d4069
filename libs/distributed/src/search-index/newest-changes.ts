import { PermanentError } from '#contracts/errors.js';
import type { IndexChange } from '#ports/search-index.port.js';

const ID = /^[A-Za-z0-9_-]{1,511}$/;

/** Whether the server takes it as an id. */
export function isDocumentId(id: string): boolean {
  return ID.test(id);
}

export function idOf(change: IndexChange): string {
  return change.kind === 'put' ? change.article.id : change.id;
}

export function versionOf(change: IndexChange): number {
  return change.kind === 'put' ? change.article.version : change.version;
}

/** Of each article the change with the highest version; of the same version the one that came first. */
export function newestChanges(changes: readonly IndexChange[]): Map<string, IndexChange> {
  const newest = new Map<string, IndexChange>();
  for (const change of changes) {
    const id = idOf(change);
    const known = newest.get(id);
    if (known === undefined || versionOf(change) > versionOf(known)) newest.set(id, change);
  }
  return newest;
}

/** One id that the server would not take spoils everything sent with it. */
export function refuseStrangeIds(changes: readonly IndexChange[]): void {
  const strange = changes.map(idOf).find((id) => !isDocumentId(id));
  if (strange !== undefined)
    throw new PermanentError(`article ${JSON.stringify(strange)} has an id that cannot be indexed`);
}
