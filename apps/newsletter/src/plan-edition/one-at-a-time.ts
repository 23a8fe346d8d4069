import { Injectable } from '@nestjs/common';

/**
 * Takes the decisions of this process about one matter, such as a newsletter, one after another, so that they do not overtake
 * each other. Other processes decide meanwhile: what must hold between them the stores see to.
 */
@Injectable()
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();

  async run<Result>(matter: string, decide: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(matter) ?? Promise.resolve();
    const mine = before.then(decide, decide);
    this.last.set(matter, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(matter) === mine) this.last.delete(matter);
    }
  }
}
