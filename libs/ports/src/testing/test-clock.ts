import { Clock } from '../clock.port.js';

/** A clock that stands until it is moved. */
export class TestClock extends Clock {
  constructor(private time = new Date('2026-11-02T07:30:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.time);
  }

  set(time: Date | string): void {
    this.time = new Date(time);
  }

  advance(milliseconds: number): void {
    this.time = new Date(this.time.getTime() + milliseconds);
  }
}
