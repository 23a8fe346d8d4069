import { bytesOf } from './group-session.js';

describe('One read of a partition', () => {
  it.each([
    [['articles'] as const, 64, 1_048_576],
    [['articles'] as const, 512, 4_194_304],
    [['stages'] as const, 500, 1_048_576],
    [['stages', 'articles'] as const, 256, 2_097_152],
  ])('of %j in batches of %i brings up to %i bytes', (topics, maxBatch, bytes) => {
    expect(bytesOf({ topics, maxBatch })).toBe(bytes);
  });
});
