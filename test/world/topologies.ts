import { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import type { Newsroom, NewsroomSettings } from './newsroom.js';

/** A way to run the services. */
export interface Topology {
  readonly name: string;
  start(settings?: NewsroomSettings): Promise<Newsroom>;
}

/** Every topology that the scenarios run in. */
export const TOPOLOGIES: readonly Topology[] = [
  {
    name: 'in one process',
    start: ({ smtpUrl, dataDir } = {}) =>
      NewsroomProcess.start({
        ...(dataDir === undefined ? {} : { dataDir }),
        env: { ...(smtpUrl === undefined ? {} : { COURANT_SMTP_URL: smtpUrl }) },
      }),
  },
];
