import mongoose, { type mongo } from 'mongoose';
import { FerretDbEngine } from './ferretdb-engine.js';

const BUILD_AND_START_MS = 600_000;

describe('FerretDbEngine', () => {
  let engine: FerretDbEngine;
  let client: mongoose.mongo.MongoClient;
  beforeAll(async () => {
    engine = await FerretDbEngine.start();
    client = await mongoose.mongo.MongoClient.connect(engine.url);
  }, BUILD_AND_START_MS);
  afterAll(async () => {
    await client.close();
    await engine.dispose();
  });
  const numbers = () => client.db('engine').collection<{ _id: string; n: number }>('numbers');

  it('changes a document in one step, whoever else changes it', async () => {
    await numbers().insertOne({ _id: 'counted', n: 0 });
    await Promise.all(Array.from({ length: 50 }, () => numbers().updateOne({ _id: 'counted' }, { $inc: { n: 1 } })));
    expect(await numbers().findOne({ _id: 'counted' })).toEqual({ _id: 'counted', n: 50 });
  });

  it('applies every condition beside the ids that narrow it', async () => {
    await numbers().insertMany(['a', 'b', 'c'].map((id, n) => ({ _id: id, n })));
    const found = await numbers()
      .find({ _id: { $in: ['a', 'b', 'none'] }, n: { $gt: 0 } })
      .toArray();
    expect(found.map(({ _id }) => _id)).toEqual(['b']);
    expect(await numbers().findOne({ _id: 'c', n: 1 })).toBeNull();
    expect(
      await numbers()
        .find({ _id: { $in: [] } })
        .toArray(),
    ).toEqual([]);
    expect(await numbers().countDocuments({ _id: { $gte: 'b' } })).toBe(3);
  });

  it('finds by fields that some documents lack what it finds by reading them all', async () => {
    type Mixed = { _id: string; a?: unknown };
    const mixed = client.db('engine').collection<Mixed>('mixed');
    await mixed.createIndex({ a: 1 });
    const values = [undefined, null, '', 'x', 0, -1, 7, false, new Date(0), ['x', 7], { b: 1 }];
    await mixed.insertMany(values.map((a, index) => (a === undefined ? { _id: `${index}` } : { _id: `${index}`, a })));
    const found = async (a: unknown) =>
      (await mixed.find({ a } as mongo.Filter<Mixed>).toArray())
        .map(({ _id }) => Number(_id))
        .sort((one, two) => one - two);
    expect(await found('x')).toEqual([3, 9]);
    expect(await found({ $gte: '' })).toEqual([2, 3, 9]);
    expect(await found({ $lt: 7 })).toEqual([4, 5]);
    expect(await found({ $gte: 7 })).toEqual([6, 9]);
    expect(await found(false)).toEqual([7]);
    expect(await found({ $lte: new Date(1) })).toEqual([8]);
    expect(await found(null)).toEqual([0, 1]);
    expect(await found({ $exists: false })).toEqual([0]);
    expect(await found({ $ne: 'x' })).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 10]);
    expect(await found({ $not: { $gte: '' } })).toEqual([0, 1, 4, 5, 6, 7, 8, 10]);
  });

  it('finds by elements of arrays what they hold now', async () => {
    type Listed = { _id: string; keys?: unknown };
    const listed = client.db('engine').collection<Listed>('listed');
    await listed.insertOne({ _id: 'before the index', keys: [1, 2] });
    await listed.createIndex({ keys: 1, _id: 1 });
    await listed.insertMany([
      { _id: 'a', keys: [2, 3] },
      { _id: 'b', keys: 2 },
      { _id: 'c' },
      { _id: 'd', keys: [-5, 40] },
    ]);
    const found = async (keys: unknown) =>
      (await listed.find({ keys } as mongo.Filter<Listed>).toArray()).map(({ _id }) => _id).sort();
    expect(await found(2)).toEqual(['a', 'b', 'before the index']);
    expect(await found({ $in: [1, 3] })).toEqual(['a', 'before the index']);
    expect(await found({ $gt: 0, $lt: 2 })).toEqual(['before the index', 'd']);
    await listed.updateOne({ _id: 'a' }, { $set: { keys: [7] } });
    await listed.updateOne({ _id: 'b' }, { $unset: { keys: '' } });
    await listed.updateOne({ _id: 'c' }, { $set: { keys: [2] } });
    await listed.deleteOne({ _id: 'before the index' });
    expect(await found(2)).toEqual(['c']);
    expect(await found({ $in: [1, 3, 7] })).toEqual(['a']);
  });

  it('does any number of updates by one command', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `many ${index}`);
    await numbers().insertMany(ids.map((id) => ({ _id: id, n: 0 })));
    const { modifiedCount } = await numbers().bulkWrite(
      ids.map((id) => ({ updateOne: { filter: { _id: id, n: 0 }, update: { $inc: { n: 1 } } } })),
    );
    expect(modifiedCount).toBe(300);
  });

  it('says that an update met a unique key as it says it of an insert', async () => {
    const named = client.db('engine').collection<{ _id: string; name: string }>('named');
    await named.createIndex({ name: 1 }, { unique: true });
    await named.insertMany(['a', 'b'].map((name) => ({ _id: name, name })));
    await expect(named.insertOne({ _id: 'c', name: 'a' })).rejects.toMatchObject({ code: 11_000 });
    await expect(named.updateOne({ _id: 'b' }, { $set: { name: 'a' } })).rejects.toMatchObject({ code: 11_000 });
    expect(await named.findOne({ _id: 'b' })).toEqual({ _id: 'b', name: 'b' });
  });

  it('keeps what it acknowledged when it is killed', async () => {
    await numbers().insertOne({ _id: 'kept', n: 1 });
    await engine.kill();
    await engine.restart();
    expect(await numbers().findOne({ _id: 'kept' })).toEqual({ _id: 'kept', n: 1 });
  });
});
