import type { Clock } from '#ports/clock.port.js';
import { randomBytes } from 'node:crypto';

const TIME_LETTERS = 9;
const COUNT_LETTERS = 4;
const inLetters = (value: number, letters: number): string => value.toString(36).padStart(letters, '0');

/**
 * Marks that put writes in order: each is greater than the ones this process gave before, those of several processes
 * follow their clocks, and none is given twice. Lower-case letters and digits alone.
 */
export class Turns {
  /** Mark of this process, at the end of all its turns. */
  readonly giver = randomBytes(4).toString('hex');
  private time = 0;
  private count = 0;

  constructor(private readonly clock: Clock) {}

  next(): string {
    const now = this.clock.now().getTime();
    this.count = now > this.time ? 0 : this.count + 1;
    this.time = Math.max(this.time, now);
    return `${inLetters(this.time, TIME_LETTERS)}${inLetters(this.count, COUNT_LETTERS)}${this.giver}`;
  }
}
