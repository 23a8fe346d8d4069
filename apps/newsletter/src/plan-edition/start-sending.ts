import type { EditionId } from '#contracts/ids.js';
import type { Newsletter } from '#contracts/newsletter.js';
import { JobQueue } from '#ports/job-queue.port.js';
import { Injectable } from '@nestjs/common';
import { SEND_QUEUE } from '../send-batch/send-queue.js';
import { OneAtATime } from './one-at-a-time.js';
import { WriteAudience } from './write-audience.js';

/** Brings an edition from its list of articles to the senders. Done again, it does what is missing. */
@Injectable()
export class StartSending {
  constructor(
    private readonly audience: WriteAudience,
    private readonly oneAtATime: OneAtATime,
    private readonly jobQueue: JobQueue,
  ) {}

  /** Answers how many the edition goes to. */
  async start(edition: EditionId, newsletter: Newsletter): Promise<number> {
    const audience = await this.oneAtATime.run(edition, () => this.audience.write(edition, newsletter));
    await this.jobQueue.add([{ queue: SEND_QUEUE, id: `${edition}.planned`, data: { edition } }]);
    return audience;
  }
}
