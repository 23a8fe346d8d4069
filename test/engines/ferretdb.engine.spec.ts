import mongoose from 'mongoose';
import { FerretDbEngine } from './ferretdb-engine.js';

const BUILD_AND_START_MS = 300_000;

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
