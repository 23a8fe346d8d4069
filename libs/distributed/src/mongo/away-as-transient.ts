import { TransientError } from '#contracts/errors.js';
import mongoose from 'mongoose';

const {
  MongoBulkWriteError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoSystemError,
} = mongoose.mongo;
const AWAY = [
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoSystemError,
  mongoose.mongo.MongoOperationTimeoutError,
  mongoose.mongo.MongoWriteConcernError,
  mongoose.Error.MongooseServerSelectionError,
];

/**
 * The server says that it stops, is not the primary now, lost a cursor with the one that was, has no majority of the moment yet,
 * or could not do it in time.
 */
const AWAY_CODES = new Set<unknown>([
  6, 7, 43, 50, 64, 89, 91, 100, 112, 134, 189, 246, 262, 9001, 10107, 11600, 11602, 13435, 13436,
]);

/** What a socket says when the other side is gone; the driver passes some of it on as it came. */
const GONE = new Set<unknown>([
  ...['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'],
  ...['EAI_AGAIN', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'],
]);

/** Does `work`; that the server is away becomes a TransientError, everything else is thrown as it came. */
export async function awayAsTransient<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isAway(error)) throw new TransientError('MongoDB is away', { cause: error });
    throw error;
  }
}

/** The store as it is, but for a server that is away: every method then rejects with a TransientError. */
export function transientWhenAway<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => awayAsTransient(async () => Reflect.apply(member, target, args) as unknown);
    },
  });
}

function isAway(error: unknown): boolean {
  if (AWAY.some((kind) => error instanceof kind)) return true;
  // A bulk write wraps what ended it.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error) return isAway(error.errorResponse);
  if (error instanceof MongoError) return AWAY_CODES.has(error.code) || error.hasErrorLabel('RetryableWriteError');
  if (error instanceof mongoose.Error) return /before initial connection/.test(error.message);
  return typeof error === 'object' && error !== null && 'code' in error && GONE.has(error.code);
}
