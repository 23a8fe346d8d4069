import { CloudEvent } from '#contracts/cloud-event.js';
import { TOPICS, type TopicName } from '#contracts/topics.js';
import mongoose, { type Model } from 'mongoose';
import { z } from 'zod';
import type { MongoConnection } from './mongo-connection.js';
import { WorkShare } from './shares/work-share.js';
import { partsOf, type KeptText, type TextParts } from './text-parts.js';
import type { Turns } from './turns.js';

const APART = '_part';

const topic = z.custom<TopicName>((value) => typeof value === 'string' && value in TOPICS);
const StoredEvent = CloudEvent.extend({ topic });
type StoredEvent = z.infer<typeof StoredEvent>;

/** What a document with facts holds beside its own fields; nothing of it when none wait. */
export interface WithOutbox {
  readonly _id: string;
  /** By turn. */
  readonly facts?: Readonly<Record<string, Fact>>;
  /** Turn of the oldest fact, or of one settled before it: what the relay finds the document by. */
  readonly firstFact?: string;
  readonly waitingFacts?: number;
  /** Marks of the processes whose facts wait or waited beside others, in the order they came; the first carries all of them. */
  readonly carriers?: readonly string[];
}

interface Fact {
  /** Revision of the document that the fact came with; orders the facts of one document, whoever wrote them. */
  readonly revision: number;
  readonly event: KeptText;
}

export const OUTBOX_FIELDS = {
  facts: mongoose.Schema.Types.Mixed,
  firstFact: String,
  waitingFacts: Number,
  carriers: { type: [String], default: undefined },
} as const;

/** Fields of an update by which facts appear in the document together with the rest of it. */
export interface AddedFacts {
  readonly set: Readonly<Record<string, Fact>>;
  readonly min: { readonly firstFact?: string };
  readonly inc: { readonly waitingFacts?: number };
  readonly addToSet: { readonly carriers?: string };
  /** Texts written for them beside the document, to be forgotten when the write is refused. */
  readonly parts: readonly string[];
}

/**
 * Facts that wait for the log inside the documents they tell of. A position is turn and document id, and whether there is a
 * part to be forgotten with the fact, whose id they are too.
 */
export class DocumentOutbox {
  private readonly documents: Model<WithOutbox>;
  private readonly share: WorkShare;

  constructor(
    connection: MongoConnection,
    collection: string,
    private readonly turns: Turns,
    private readonly parts: TextParts,
  ) {
    this.documents = connection.model<WithOutbox>({
      collection,
      fields: { _id: String, ...OUTBOX_FIELDS },
      indexes: [
        [{ carriers: 1, firstFact: 1 }, { sparse: true }],
        [{ waitingFacts: 1 }, { sparse: true }],
      ],
    });
    this.share = new WorkShare(connection, {
      name: `facts of ${collection}`,
      giver: turns.giver,
      writers: () => this.documents.distinct('carriers', { carriers: { $gt: '' } }),
      claimUnmarked: () =>
        this.documents.updateMany(
          { waitingFacts: { $gt: 0 }, carriers: { $exists: false } },
          { $set: { carriers: [turns.giver] } },
        ),
    });
  }

  /** Facts that come with the writes of one document, in their order. */
  async added(
    id: string,
    writes: ReadonlyArray<{ readonly revision: number; readonly facts: readonly StoredEvent[] }>,
  ): Promise<AddedFacts> {
    const all = writes.flatMap(({ revision, facts }) => facts.map((event) => ({ revision, event })));
    const kept = await Promise.all(
      all.map(async ({ revision, event }) => {
        const turn = this.turns.next();
        return { turn, fact: { revision, event: await this.parts.keep(placeId(turn, id), JSON.stringify(event)) } };
      }),
    );
    const [first] = kept;
    return {
      set: Object.fromEntries(kept.map(({ turn, fact }) => [`facts.${turn}`, fact])),
      ...(first === undefined
        ? { min: {}, inc: {}, addToSet: {} }
        : {
            min: { firstFact: first.turn },
            inc: { waitingFacts: all.length },
            addToSet: { carriers: this.turns.giver },
          }),
      parts: partsOf(kept.map(({ fact }) => fact.event)),
    };
  }

  /**
   * Oldest first, those of one document in their order; of several processes each is given those of the documents in which it
   * was the first, and of some in which one was that takes no more.
   */
  async waiting(limit: number): Promise<Array<{ position: string; event: StoredEvent }>> {
    const givers = { $in: await this.share.givers() };
    const found = await this.documents
      // The first condition is what the index holds.
      .find({ carriers: givers, 'carriers.0': givers })
      .select({ facts: 1 })
      .sort({ firstFact: 1 })
      .limit(limit)
      .lean<WithOutbox[]>();
    return this.read(found.flatMap(inOrder).sort(byTurn).slice(0, limit));
  }

  /** Those that wait in the documents given, in the order of each. */
  async within(documents: readonly WithOutbox[]): Promise<StoredEvent[]> {
    const found = await this.read(documents.flatMap(inOrder));
    return found.map(({ event }) => event);
  }

  /** Takes facts away and returns the ids of their documents; one whose last fact went keeps nothing of its outbox. */
  async settle(positions: readonly string[]): Promise<string[]> {
    if (positions.length === 0) return [];
    const places = positions.map(placeOf);
    const ids = [...new Set(places.map(({ id }) => id))];
    const taken = places.map(({ id, turn }) => ({
      updateOne: {
        filter: { _id: id, [`facts.${turn}`]: { $exists: true } },
        update: { $unset: { [`facts.${turn}`]: '' }, $inc: { waitingFacts: -1 } },
      },
    }));
    const emptied = { facts: '', firstFact: '', waitingFacts: '', carriers: '' };
    const cleared = { updateMany: { filter: { _id: { $in: ids }, waitingFacts: 0 }, update: { $unset: emptied } } };
    await this.documents.bulkWrite([...taken, cleared]);
    await this.parts.forget(places.flatMap(({ turn, id, apart }) => (apart ? [placeId(turn, id)] : [])));
    return ids;
  }

  async count(): Promise<number> {
    const [sum] = await this.documents.aggregate<{ facts: number }>([
      { $match: { waitingFacts: { $gt: 0 } } },
      { $group: { _id: null, facts: { $sum: '$waitingFacts' } } },
    ]);
    return sum?.facts ?? 0;
  }

  private async read(facts: readonly WaitingFact[]): Promise<Array<{ position: string; event: StoredEvent }>> {
    const texts = await this.parts.read(facts.map(({ fact }) => fact.event));
    return facts.flatMap(({ position }, index) => {
      const text = texts[index];
      // Another process settled it since it was found.
      if (text === undefined) return [];
      return [{ position, event: StoredEvent.parse(JSON.parse(text)) }];
    });
  }
}

interface WaitingFact {
  readonly position: string;
  readonly fact: Fact;
  readonly turn: string;
}

/** The facts of a document in the order of its revisions; one whose writer's clock was behind follows the one before it. */
function inOrder({ _id, facts = {} }: WithOutbox): WaitingFact[] {
  let latest = '';
  return Object.entries(facts)
    .sort(([turn, one], [otherTurn, other]) => one.revision - other.revision || (turn < otherTurn ? -1 : 1))
    .map(([turn, fact]) => {
      latest = turn > latest ? turn : latest;
      const position = `${placeId(turn, _id)}${'part' in fact.event ? APART : ''}`;
      return { position, fact, turn: latest };
    });
}

function byTurn({ turn }: WaitingFact, { turn: other }: WaitingFact): number {
  if (turn === other) return 0;
  return turn < other ? -1 : 1;
}

function placeId(turn: string, id: string): string {
  return `${turn}_${id}`;
}

function placeOf(position: string): { turn: string; id: string; apart: boolean } {
  const [, turn, id, apart] = /^([0-9a-z]+)_([^_]+)(_part)?$/.exec(position) ?? [];
  if (turn === undefined || id === undefined) throw new Error(`no position of a fact: ${position}`);
  return { turn, id, apart: apart !== undefined };
}
