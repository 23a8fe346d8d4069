const OWN = 'job-';
const OF_A_SCHEDULE = /^(.+)@(\d{4}-\d\d-\d\dT[\d:.]+Z)$/s;
const SCHEDULED = /^repeat:([^:]+):(\d+)$/;

/** What BullMQ calls a job or a schedule: it takes no colons and no bare numbers, and has keys of its own beside the jobs. */
export function bullId(id: string): string {
  return OWN + id.replace(/[%:]/g, encodeURIComponent);
}

/** What BullMQ may call a job of this id: the scheduler that made it, or whoever added it, gave it its name. */
export function bullIds(id: string): string[] {
  const [, schedule, due] = OF_A_SCHEDULE.exec(id) ?? [];
  const made = schedule === undefined || due === undefined ? [] : [`repeat:${bullId(schedule)}:${Date.parse(due)}`];
  return [bullId(id), ...made];
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
