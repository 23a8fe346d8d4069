/** So many beats of one's own without one of another's mean that it is gone: some five seconds. */
export const SILENT_BEATS = 5;

/** One who takes work, and how often it has said so. */
export interface Member {
  readonly giver: string;
  readonly beats: number;
}

interface HeardMember extends Member {
  /** How many looks found it where it was. */
  readonly silentFor: number;
}

/**
 * What a process knows of the others who take the same work, from looks at them, one after each beat of its own. Time is
 * counted in these beats: no clock of another machine is compared, and while nobody can beat nobody grows silent.
 */
export class OtherMembers {
  private members: ReadonlyMap<string, HeardMember> = new Map();
  private readonly left = new Set<string>();
  private readonly strangers = new Set<string>();

  /** `found` are all others who take the work now, `writers` all others whose work waited just before. */
  seen(found: readonly Member[], writers?: readonly string[]): void {
    const before = this.members;
    this.members = new Map(found.map((member) => [member.giver, heard(member, before.get(member.giver))]));
    if (writers !== undefined) this.tellApart(writers.filter((giver) => !this.members.has(giver)));
    for (const giver of before.keys()) if (!this.members.has(giver)) this.left.add(giver);
    for (const giver of this.members.keys()) {
      this.left.delete(giver);
      this.strangers.delete(giver);
    }
  }

  /** Who takes what it wrote. */
  get living(): string[] {
    return [...this.members.values()].filter((member) => !isSilent(member)).map(({ giver }) => giver);
  }

  /** Members who are to be taken off. */
  get silent(): Member[] {
    return [...this.members.values()].filter(isSilent);
  }

  /** Who takes no more what it wrote. */
  get gone(): string[] {
    return [...this.silent.map(({ giver }) => giver), ...this.left];
  }

  /** Whether work of somebody waits of whom only the next look at the writers can tell. */
  get isUnsure(): boolean {
    return this.strangers.size > 0;
  }

  /**
   * A writer who is no member may be about to become one, so it is gone only when it is none the second time either. One whose
   * work waits no more is forgotten.
   */
  private tellApart(absent: readonly string[]): void {
    const gone = absent.filter((giver) => this.strangers.has(giver) || this.left.has(giver));
    this.left.clear();
    this.strangers.clear();
    for (const giver of gone) this.left.add(giver);
    for (const giver of absent) if (!this.left.has(giver)) this.strangers.add(giver);
  }
}

function heard(member: Member, before: HeardMember | undefined): HeardMember {
  return { ...member, silentFor: before?.beats === member.beats ? before.silentFor + 1 : 0 };
}

function isSilent({ silentFor }: HeardMember): boolean {
  return silentFor >= SILENT_BEATS;
}
