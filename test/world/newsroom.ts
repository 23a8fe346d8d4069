import type { ServiceName } from '#contracts/cloud-event.js';

/** One process of an installation. */
export interface ProcessOfNewsroom {
  /** Ends it without a chance to finish anything. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<unknown>;
}

/** A running installation as the scenarios see it, whether one process or many. */
export interface Newsroom {
  /** Where everything is reached; separate processes stand behind one proxy. */
  readonly url: string;
  readonly adminToken: string;
  /** The processes that run a service, or any; in one process always that one. */
  processesOf(service?: ServiceName): readonly ProcessOfNewsroom[];
  /** Ends every process without a chance to finish anything. */
  kill(): Promise<void>;
  /** Starts what was killed or stopped again, on the same data. */
  restart(): Promise<unknown>;
  /** Asks every process to stop; resolves to the worst exit code. */
  stop(): Promise<number | null>;
  /** Ends everything and removes its data. */
  dispose(): Promise<void>;
}

export interface NewsroomSettings {
  /** Where mail goes; the built-in catcher when absent. */
  readonly smtpUrl?: string;
  readonly dataDir?: string;
}
