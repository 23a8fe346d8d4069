import { SubscriberStore, type Subscriber } from '#ports/subscriber-store.port.js';
import { aSubscriber, aSubscription } from '#ports/testing/newsletter-builders.js';
import { eventually } from '#ports/testing/eventually.js';
import type { ParsedMail } from 'mailparser';
import type { EditionShown, TestNewsroom } from './test-newsroom.js';

type Wishes = Partial<Pick<Subscriber, 'language' | 'timeZone' | 'hour'>>;

/** Confirmed readers of the newsletter `morning`, and what came to them as time goes on. */
export class Readers {
  constructor(private readonly newsroom: TestNewsroom) {}

  /** An English reader in Berlin at the newsletter's own hour, unless told otherwise, from a minute ago on. */
  async add(name: string, wishes: Wishes = {}): Promise<void> {
    const activeFrom = new Date(this.newsroom.clock.now().getTime() - 60_000).toISOString();
    const subscriptions = [aSubscription({ activeFrom })];
    await this.store.save(aSubscriber(name, { language: 'en', ...wishes, subscriptions }), []);
  }

  async change(name: string, wishes: Wishes): Promise<void> {
    const before = await this.store.find(aSubscriber(name).id);
    if (before === undefined) throw new Error(`there is no ${name}`);
    if (!(await this.store.save({ ...before, ...wishes }, []))) throw new Error(`${name} was changed meanwhile`);
  }

  /** Moves the clock, has the planner look twice, and waits until all that came of it is sent. */
  async at(time: string): Promise<void> {
    this.newsroom.clock.set(time);
    await this.newsroom.look();
    await this.newsroom.look();
    await this.allSent();
  }

  /** Has the planner look, which takes up editions that were made elsewhere, and waits until they are sent. */
  async sent(): Promise<void> {
    await this.newsroom.look();
    await this.allSent();
  }

  private async allSent(): Promise<void> {
    await eventually(async () => (await this.editions()).every(({ state }) => state === 'finished'), {
      withinMs: 10_000,
      what: 'the end of all editions',
    });
  }

  async editions(): Promise<EditionShown[]> {
    return (await this.newsroom.json<{ items: EditionShown[] }>('/v1/editions?newsletter=morning&limit=100')).items;
  }

  mails(name: string): Promise<ParsedMail[]> {
    return this.newsroom.mailsTo(aSubscriber(name).email);
  }

  /** How many editions each of them got so far. */
  async got(...names: string[]): Promise<number[]> {
    return Promise.all(names.map(async (name) => (await this.mails(name)).length));
  }

  /** The newest edition of a reader as text. */
  async newest(name: string): Promise<string> {
    return (await this.mails(name)).at(-1)?.text ?? '';
  }

  private get store(): SubscriberStore {
    return this.newsroom.app.get(SubscriberStore);
  }
}
