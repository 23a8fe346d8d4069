import { Clock } from '#ports/clock.port.js';

/** The time of the machine, for specs whose engines go by it. */
export class RealClock extends Clock {
  now(): Date {
    return new Date();
  }
}
