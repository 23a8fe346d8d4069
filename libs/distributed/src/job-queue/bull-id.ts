const OWN = 'job-';
const SCHEDULED = /^repeat:([^:]+):(\d+)$/;

/** What BullMQ calls a job or a schedule: it takes no colons and no bare numbers, and has keys of its own beside the jobs. */
export function bullId(id: string): string {
  return OWN + id.replace(/[%:]/g, encodeURIComponent);
}

/** What the port calls it: a job of a schedule is called after the time it was due. */
export function portId(id: string): string {
  const [, schedule, due] = SCHEDULED.exec(id) ?? [];
  if (schedule === undefined) return decoded(id);
  return `${decoded(schedule)}@${new Date(Number(due)).toISOString()}`;
}

/** When a job of a schedule was due, in milliseconds. */
export function dueTimeIn(id: string): number | undefined {
  const due = SCHEDULED.exec(id)?.[2];
  return due === undefined ? undefined : Number(due);
}

function decoded(id: string): string {
  return id.slice(OWN.length).replace(/%(25|3A)/g, decodeURIComponent);
}
