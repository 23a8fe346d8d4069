import { Clock } from '#ports/clock.port.js';

/** The machine's time. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
