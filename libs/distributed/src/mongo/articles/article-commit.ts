import { TransientError } from '#contracts/errors.js';
import type { AnsweredDelivery, ArticleVersion, ArticleWrite } from '#ports/article-store.port.js';
import mongoose, { type Model } from 'mongoose';
import type { DocumentOutbox } from '../document-outbox.js';
import { partsOf, type TextParts } from '../text-parts.js';
import type { Turns } from '../turns.js';
import { deliveryIdOf, type ArticleDocument, type StoredVersion } from './article-document.js';
import { chainUpdate, markAt } from './chain-update.js';
import { OpenWrites, type Chain } from './open-writes.js';

const ROUNDS_BEYOND_WRITES = 10;
const DUPLICATE_KEY = 11_000;
const IMMUTABLE_FIELD = 66;

type Operation = Parameters<Model<ArticleDocument>['bulkWrite']>[0][number];

interface PreparedChain extends Chain {
  readonly turn: string;
  readonly operation: Operation;
  /** Texts written for it beside its document. */
  readonly parts: readonly string[];
}

/**
 * Writes articles and the answers to their deliveries by one ordered command: every article's change holds its expected
 * revision or stops the command, and the answers come last, so that none is kept before what it tells of.
 */
export class ArticleCommit {
  constructor(
    private readonly documents: Model<ArticleDocument>,
    private readonly outbox: DocumentOutbox,
    private readonly parts: TextParts,
    private readonly turns: Turns,
  ) {}

  async commit(
    writes: readonly ArticleWrite[],
    deliveries: readonly AnsweredDelivery[],
  ): Promise<ReadonlyArray<'written' | 'conflict'>> {
    const open = new OpenWrites(writes);
    let unanswered = deliveries;
    for (let round = 0; round <= writes.length + ROUNDS_BEYOND_WRITES; round += 1) {
      unanswered = unanswered.filter((delivery) => open.readyAfter([], delivery) !== undefined);
      const chains = await Promise.all(open.chains().map((chain) => this.prepare(chain)));
      const answered = unanswered.filter((delivery) => open.readyAfter(chains, delivery) === true);
      if (chains.length === 0 && answered.length === 0) return open.results;
      if (await this.write([...chains.map(({ operation }) => operation), ...answered.map(keeping)])) {
        for (const chain of chains) open.written(chain);
        unanswered = unanswered.filter((delivery) => !answered.includes(delivery));
      } else await this.lookWhatHappened(chains, open);
    }
    throw new TransientError('articles were changed by others all the time');
  }

  /** True when all was done, false when an operation met another state and those after it were not tried. */
  private async write(operations: Operation[]): Promise<boolean> {
    try {
      await this.documents.bulkWrite(operations, { ordered: true });
      return true;
    } catch (error) {
      const met = error instanceof mongoose.mongo.MongoBulkWriteError ? error.code : undefined;
      if (met === DUPLICATE_KEY || met === IMMUTABLE_FIELD) return false;
      throw error;
    }
  }

  /** A chain is done when its mark is there, refused when the article has another revision than it expects, else open. */
  private async lookWhatHappened(chains: readonly PreparedChain[], open: OpenWrites): Promise<void> {
    const found = await this.documents
      .find({ _id: { $in: chains.map(({ id }) => id) } })
      .select({ revision: 1, marks: 1 })
      .lean<ArticleDocument[]>();
    const documents = new Map(found.map((document) => [document._id, document]));
    for (const chain of chains) {
      const { revision = 0, marks } = documents.get(chain.id) ?? {};
      const mark = markAt(chain.writes.at(-1)?.head.revision ?? 0);
      if (marks?.[mark] === chain.turn) {
        open.written(chain);
        continue;
      }
      if (revision !== chain.writes[0]?.expectedRevision) open.refused(chain);
      await this.parts.forget(chain.parts);
    }
  }

  private async prepare(chain: Chain): Promise<PreparedChain> {
    const { id, writes } = chain;
    const turn = this.turns.next();
    const received = writes.flatMap((write) => write.received ?? []);
    const versions = await Promise.all(received.map((version) => this.stored(`${id} ${turn}`, version)));
    const facts = await this.outbox.added(
      id,
      writes.map(({ head: { revision }, outbox }) => ({ revision, facts: outbox })),
    );
    const parts = [...partsOf(versions.map(({ input }) => input)), ...facts.parts];
    return { ...chain, turn, parts, operation: chainUpdate(chain, { turn, giver: this.turns.giver, versions, facts }) };
  }

  private async stored(writing: string, version: ArticleVersion): Promise<StoredVersion> {
    return { ...version, input: await this.parts.keep(`${writing} ${version.version}`, JSON.stringify(version.input)) };
  }
}

function keeping({ answersFor: _answersFor, at, ...delivery }: AnsweredDelivery): Operation {
  const _id = deliveryIdOf(delivery);
  return {
    replaceOne: { filter: { _id }, replacement: { _id, delivery: { ...delivery, at: new Date(at) } }, upsert: true },
  };
}
