import mongoose from 'mongoose';

/** Code of a write that met another document with the same value of a unique key. */
export const DUPLICATE_KEY = 11_000;

/** True when a write met another document with the same value of the unique key `field`. */
export function isDuplicate(error: unknown, field: string): boolean {
  if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== DUPLICATE_KEY) return false;
  const key: unknown = error['keyPattern'];
  // FerretDB does not tell the key; MongoDB always does.
  return typeof key !== 'object' || key === null || field in key;
}
