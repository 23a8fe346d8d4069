import { DeadLetterStore } from '#ports/dead-letter-store.port.js';
import { Redrive } from '#runtime/consume/redrive.js';
import { Injectable } from '@nestjs/common';
import type { RedriveAnswer } from './redrive-answer.dto.js';

const PAGE = 100;

/** Redrives all open dead letters of a group that were there when it began, oldest first, so that order per article holds. */
@Injectable()
export class RedriveGroup {
  constructor(
    private readonly store: DeadLetterStore,
    private readonly redrive: Redrive,
  ) {}

  async run(group: string): Promise<RedriveAnswer> {
    const failed: RedriveAnswer['failed'] = [];
    let redriven = 0;
    for (const id of (await this.openIds(group)).reverse()) {
      const result = await this.redrive.redrive(id);
      if (result.outcome === 'redriven') redriven += 1;
      if (result.outcome === 'failed') failed.push({ id, error: result.error });
    }
    return { group, redriven, failed };
  }

  private async openIds(group: string): Promise<string[]> {
    const ids: string[] = [];
    for (;;) {
      const page = await this.store.list({ group, state: 'open', limit: PAGE, before: ids.at(-1) });
      ids.push(...page.map(({ id }) => id));
      if (page.length < PAGE) return ids;
    }
  }
}
