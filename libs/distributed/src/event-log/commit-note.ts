/** What a group's committed position says beside the offset, for whoever looks from another process. */
export interface CommitNote {
  /** When the group last moved on, RFC 3339. */
  readonly committedAt?: string;
  /** Why it waits here. */
  readonly paused?: string;
}

/** Brokers refuse more than 4,096 bytes by default. */
const LONGEST_REASON = 1_000;

export function noteText({ committedAt, paused }: CommitNote): string {
  return JSON.stringify({
    ...(committedAt === undefined ? {} : { committedAt }),
    ...(paused === undefined ? {} : { paused: paused.slice(0, LONGEST_REASON) }),
  });
}

/** Nothing when somebody else wrote it. */
export function noteOf(text: string | null): CommitNote {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (typeof value !== 'object' || value === null) return {};
    const { committedAt, paused }: { committedAt?: unknown; paused?: unknown } = value;
    return {
      ...(typeof committedAt === 'string' ? { committedAt } : {}),
      ...(typeof paused === 'string' ? { paused } : {}),
    };
  } catch {
    return {};
  }
}
