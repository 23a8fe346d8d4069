/** The time as the product sees it; tests set it. */
export abstract class Clock {
  abstract now(): Date;
}
