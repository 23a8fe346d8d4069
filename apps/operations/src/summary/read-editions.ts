import { EditionStore } from '#ports/edition-store.port.js';
import { SendLedger } from '#ports/send-ledger.port.js';
import { Injectable } from '@nestjs/common';
import type { SummaryDto } from './summary.dto.js';

const NEWEST = 10;

/** Reads the newest editions with their sends. */
@Injectable()
export class ReadEditions {
  constructor(
    private readonly editions: EditionStore,
    private readonly ledger: SendLedger,
  ) {}

  async newest(): Promise<SummaryDto['editions']> {
    const found = await this.editions.list({ limit: NEWEST });
    return Promise.all(
      found.map(async ({ id, newsletter, language, slot, state, audience }) => ({
        ...{ id, newsletter, language, slot, state, audience },
        counts: await this.ledger.counts(id),
      })),
    );
  }
}
