import type { NewsletterId } from '#contracts/ids.js';
import type { Cohort, CohortMark } from '#ports/edition-store.port.js';
import type { Model } from 'mongoose';
import { cohortOf, fieldsOf } from './cohort-fields.js';
import type { CohortDocument, EditionDocument } from './edition-document.js';

/** Id of the document that keeps what a cohort of a newsletter last had. */
export function cohortIdOf(newsletter: NewsletterId, cohort: Cohort): string {
  const { language, timeZone, hour } = fieldsOf(cohort);
  return [newsletter, language, timeZone, hour].join(' ');
}

/**
 * What each cohort last had. An edition's marks are written after it, but read as if together with it: whoever asks writes
 * those of editions that still lack them first.
 */
export class CohortMarks {
  constructor(
    private readonly editions: Model<EditionDocument>,
    private readonly cohorts: Model<CohortDocument>,
  ) {}

  async of(newsletter: NewsletterId): Promise<CohortMark[]> {
    await this.complete(newsletter);
    const found = await this.cohorts
      .find({ newsletter, slot: { $gt: '' } })
      .sort({ language: 1, timeZone: 1, hour: 1 })
      .lean<CohortDocument[]>();
    return found.map((document) => ({ ...cohortOf(document), slot: document.slot, upTo: document.upTo }));
  }

  /** Writes the marks of editions that lack them; of every newsletter when none is given. */
  async complete(newsletter?: NewsletterId): Promise<void> {
    const among = newsletter === undefined ? {} : { newsletter };
    const unmarked = await this.editions.find({ unmarked: true, ...among }).lean<EditionDocument[]>();
    for (const edition of unmarked) await this.writeFor(edition);
  }

  async writeFor({ _id, newsletter, to, slot, upTo }: EditionDocument): Promise<void> {
    if (to.kind === 'cohorts') {
      await this.write(
        newsletter,
        to.cohorts.map((cohort) => ({ ...cohort, slot, upTo })),
      );
    }
    await this.editions.updateOne({ _id }, { $unset: { unmarked: '' } });
  }

  /** Forward, never back. */
  async write(newsletter: NewsletterId, marks: readonly CohortMark[]): Promise<void> {
    if (marks.length === 0) return;
    await this.cohorts.bulkWrite(
      marks.map(({ slot, upTo, ...cohort }) => ({
        updateOne: {
          filter: { _id: cohortIdOf(newsletter, cohort) },
          update: { $setOnInsert: { newsletter, ...fieldsOf(cohort) }, $max: { slot, upTo } },
          upsert: true,
        },
      })),
    );
  }
}
