import { Injectable } from '@nestjs/common';

/** Takes the decisions about one newsletter one after another, so that none is taken on what another is just changing. */
@Injectable()
export class OneAtATime {
  private readonly last = new Map<string, Promise<unknown>>();

  async run<Result>(newsletter: string, decide: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(newsletter) ?? Promise.resolve();
    const mine = before.then(decide, decide);
    this.last.set(newsletter, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(newsletter) === mine) this.last.delete(newsletter);
    }
  }
}
