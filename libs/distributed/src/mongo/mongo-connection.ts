import mongoose, { type Connection, type IndexDefinition, type Model, type SchemaDefinition } from 'mongoose';
import { awayAsTransient } from './away-as-transient.js';

const SERVER_SELECTION_MS = 5_000;
const SOCKET_SILENCE_MS = 30_000;

export interface MongoOptions {
  /** `mongodb://` address; may carry credentials. */
  readonly url: string;
  /** Name of the database; everything of one installation is in it. */
  readonly namespace: string;
}

/** What one collection holds and how it is found. */
export interface Shape<Document> {
  readonly collection: string;
  /** Top-level fields; what a store writes beside them is refused. */
  readonly fields: SchemaDefinition<Document>;
  readonly indexes?: ReadonlyArray<readonly [IndexDefinition, { readonly unique?: true; readonly sparse?: true }]>;
}

/** Told the name of a command, and how many writes it holds; a command that only asks is one. */
export type CommandListener = (name: string, statements: number) => void;

/**
 * One pool of connections to MongoDB. Writes are acknowledged by a majority, reads show what a majority keeps, nothing is
 * buffered while the server is away, and a server that cannot be found within seconds is an error.
 */
export class MongoConnection {
  private readonly models: Array<{ createIndexes(): Promise<unknown> }> = [];
  private readonly partings: Array<() => Promise<void>> = [];

  private constructor(private readonly connection: Connection) {}

  /** Rejects with a TransientError when there is no server. */
  static async open({ url, namespace }: MongoOptions): Promise<MongoConnection> {
    const connection = mongoose.createConnection(url, {
      dbName: namespace,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      ignoreUndefined: true,
      monitorCommands: true,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      socketTimeoutMS: SOCKET_SILENCE_MS,
      writeConcern: { w: 'majority' },
      readConcern: { level: 'majority' },
    });
    try {
      await awayAsTransient(() => connection.asPromise());
    } catch (error) {
      await connection.destroy();
      throw error;
    }
    return new MongoConnection(connection);
  }

  /** The documents of one shape; to be declared before `ready`. */
  model<Document extends { _id: string | number }>(shape: Shape<Document>): Model<Document> {
    const { collection, fields, indexes = [] } = shape;
    const schema = new mongoose.Schema<Document>(fields, {
      collection,
      versionKey: false,
      minimize: false,
      strict: 'throw',
      id: false,
    });
    for (const [keys, options] of indexes) schema.index(keys, options);
    const model = this.connection.model<Document>(`${collection} ${this.models.length}`, schema);
    this.models.push(model);
    return model;
  }

  /** Resolves when every index of every model is there: a unique one holds from then on. */
  async ready(): Promise<void> {
    await awayAsTransient(async () => {
      // At once: on a busy server each command waits for its turn.
      await Promise.all(this.models.map((model) => model.createIndexes()));
    });
  }

  /** Calls back with every command sent, for measuring. */
  onCommand(listener: CommandListener): void {
    this.connection
      .getClient()
      .on('commandStarted', ({ commandName, command }) => listener(commandName, statementsOf(command)));
  }

  /** Resolves when a majority acknowledges a write now. */
  async probe(): Promise<void> {
    const written = { $set: { at: new Date() } };
    await awayAsTransient(() =>
      this.connection.collection<{ _id: string }>('write_probe').updateOne({ _id: 'probe' }, written, { upsert: true }),
    );
  }

  /** Calls back when it is about to close, while commands can still be sent; what fails then does not keep it from closing. */
  beforeClose(parting: () => Promise<void>): void {
    this.partings.push(parting);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.partings.splice(0).map((part) => part()));
    await this.connection.close();
  }
}

function statementsOf(command: Readonly<Record<string, unknown>>): number {
  const written = ['insert', 'update', 'delete']
    .filter((kind) => kind in command)
    .map((kind) => command[kind === 'insert' ? 'documents' : `${kind}s`]);
  const [statements] = written;
  return Array.isArray(statements) ? statements.length : 1;
}
