import type mongoose from 'mongoose';

/** Bytes as they are given to the driver and as it gives them back. */
export type Bytes = Buffer | mongoose.mongo.Binary;

/** What a document holds as bytes. */
export function readBytes(bytes: Bytes): Uint8Array {
  return bytes instanceof Uint8Array ? bytes : bytes.value();
}
