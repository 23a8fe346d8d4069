import { TransientError } from '#contracts/errors.js';
import { eventually } from '#ports/testing/eventually.js';
import mongoose from 'mongoose';
import { randomBytes } from 'node:crypto';
import { MongoServer } from '../../testing/mongo-server.js';
import { SILENT_BEATS } from './other-members.js';
import { WorkShare, type ShareTiming } from './work-share.js';

const server = MongoServer.forAllTests();
const soon = (what: string) => ({ withinMs: 60_000, what });

describe('The shares of several processes', () => {
  const closing: Array<() => Promise<void>> = [];
  let namespace: string;
  let client: mongoose.mongo.MongoClient;
  let writers: string[];
  beforeEach(async () => {
    namespace = `shares-${randomBytes(6).toString('hex')}`;
    client = await mongoose.mongo.MongoClient.connect(server.engine.url);
    writers = [];
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await client.close();
  });

  async function aShare(giver: string, timing?: ShareTiming) {
    const work = { name: 'work', giver, writers: () => Promise.resolve(writers), claimUnmarked: async () => undefined };
    const { port, close } = await server.open((connection) => new WorkShare(connection, work, timing), namespace);
    closing.push(close);
    return { givers: () => port.givers(), close };
  }
  const members = () => client.db(namespace).collection<{ _id: string; beats: number }>('members');
  const beatsOf = async (giver: string): Promise<number> =>
    (await members().findOne({ _id: `work ${giver}` }))?.beats ?? 0;
  /** So many beats of a member from now on. */
  const beats = async (giver: string, count: number): Promise<void> => {
    const until = (await beatsOf(giver)) + count;
    await eventually(async () => (await beatsOf(giver)) >= until, soon(`${count} beats of ${giver}`));
  };

  it('are of their own writers as long as these live', async () => {
    writers = ['one', 'other'];
    const [one, other] = await Promise.all([aShare('one'), aShare('other')]);
    expect(await Promise.all([one.givers(), other.givers()])).toEqual([['one'], ['other']]);
    await beats('one', 2 * SILENT_BEATS);
    expect(await Promise.all([one.givers(), other.givers()])).toEqual([['one'], ['other']]);
  });

  it('go over at once when one closes, and back when it opens again', async () => {
    const [one, other] = await Promise.all([aShare('one'), aShare('other')]);
    await Promise.all([one.givers(), other.givers()]);
    await beats('one', 1);
    await other.close();
    const before = await beatsOf('one');
    await eventually(async () => (await one.givers()).includes('other'), soon('what the closed one wrote'));
    expect((await beatsOf('one')) - before).toBeLessThan(SILENT_BEATS);
    await (await aShare('other')).givers();
    await eventually(async () => !(await one.givers()).includes('other'), soon('the return of the other'));
  });

  it('of one who died go to one of the others, and what it kept is cleared away', async () => {
    writers = ['dead'];
    await members().insertOne({ _id: 'work dead', work: 'work', giver: 'dead', beats: 7 } as never);
    const living = await Promise.all(['one', 'other', 'third'].map((giver) => aShare(giver)));
    const heirs = async (): Promise<number> => {
      const given = await Promise.all(living.map((share) => share.givers()));
      return given.filter((givers) => givers.includes('dead')).length;
    };
    expect(await heirs()).toBe(0);
    await eventually(async () => (await heirs()) === 1, soon('an heir'));
    expect(await beatsOf('one')).toBeGreaterThanOrEqual(SILENT_BEATS);
    await beats('one', SILENT_BEATS);
    expect(await heirs()).toBe(1);
    expect(await members().countDocuments({ giver: 'dead' })).toBe(0);
  });

  it('of one who died before the first began are there for it at once', async () => {
    writers = ['dead', 'moved from elsewhere'];
    const share = await aShare('one');
    expect(await share.givers()).toEqual(['one', ...writers]);
  });

  it('of one who is stuck go to the others until it asks again', async () => {
    writers = ['stuck'];
    const one = await aShare('one');
    const stuck = await aShare('stuck', { beatMs: 1_000, patienceMs: 2_000 });
    await Promise.all([one.givers(), stuck.givers()]);
    await eventually(async () => (await one.givers()).includes('stuck'), soon('what the stuck one wrote'));
    expect(await stuck.givers()).toContain('stuck');
    await eventually(async () => !(await one.givers()).includes('stuck'), soon('its return'));
  });

  it('stay as they are while the server is away, and nobody is taken for dead when it comes back', async () => {
    const [one, other] = await Promise.all([aShare('one'), aShare('other')]);
    const both = () => Promise.all([one.givers(), other.givers()]);
    await both();
    await beats('one', 1);
    await server.engine.kill();
    await eventually(async () => {
      const answers = await Promise.allSettled([one.givers(), other.givers()]);
      return answers.every((answer) => answer.status === 'rejected' && answer.reason instanceof TransientError);
    }, soon('the absence to show'));
    await server.engine.restart();
    expect(await eventually(both, soon('the return'))).toEqual([['one'], ['other']]);
    await beats('one', SILENT_BEATS);
    expect(await both()).toEqual([['one'], ['other']]);
  });
});
