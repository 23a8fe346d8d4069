import { createHash } from 'node:crypto';

/**
 * Which of the members takes what was left by one that is gone: the same one whoever asks, another for another that is gone,
 * and a member that comes or goes changes only its own inheritances.
 */
export function heirOf(gone: string, members: readonly string[]): string | undefined {
  const [highest] = members.map((member) => ({ member, weight: weightOf(gone, member) })).sort(byWeight);
  return highest?.member;
}

interface Weighed {
  readonly member: string;
  readonly weight: string;
}

function weightOf(gone: string, member: string): string {
  return createHash('sha256').update(`${gone} ${member}`).digest('hex');
}

function byWeight({ weight }: Weighed, { weight: other }: Weighed): number {
  return weight < other ? 1 : -1;
}
