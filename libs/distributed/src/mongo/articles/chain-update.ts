import type { ArticleHead } from '#ports/article-store.port.js';
import type { AddedFacts } from '../document-outbox.js';
import type { StoredVersion } from './article-document.js';
import type { Chain } from './open-writes.js';

const KEPT_MARKS = 16;

/** Given as `_id` where an update finds nothing, so that MongoDB refuses to insert what should have been there. */
const NEVER_INSERTED = 'never inserted';

/** Where a write leaves its mark; overwritten after as many further writes. */
export function markAt(revision: number): string {
  return `m${revision % KEPT_MARKS}`;
}

/**
 * The change of one article's document by a chain: it holds the expected revision, or the command stops with an error (of the
 * key `_id` for a new article, else of a changed `_id`) and none of the operations after it is tried.
 */
export function chainUpdate(
  { id, writes }: Chain,
  {
    turn,
    giver,
    versions,
    facts,
  }: { turn: string; giver: string; versions: readonly StoredVersion[]; facts: AddedFacts },
) {
  const [first] = writes;
  const head = writes.at(-1)?.head;
  if (first === undefined || head === undefined) throw new Error('a chain holds at least one write');
  const state = stateOf(head, giver, writes.findLast(({ published }) => published !== undefined)?.published);
  const update = {
    $set: {
      head: storedHead(head),
      revision: head.revision,
      turn,
      [`marks.${markAt(head.revision)}`]: turn,
      ...Object.fromEntries(versions.map((version) => [`versions.v${version.version}`, version])),
      ...facts.set,
      ...state.set,
    },
    $unset: state.unset,
    $min: facts.min,
    $inc: facts.inc,
    $addToSet: facts.addToSet,
    ...(first.expectedRevision === 0 ? {} : { $setOnInsert: { _id: NEVER_INSERTED } }),
  };
  return { updateOne: { filter: { _id: id, revision: first.expectedRevision }, update, upsert: true } };
}

function storedHead({ releaseAt, ...head }: ArticleHead): ArticleHead {
  return { ...head, ...(releaseAt === undefined ? {} : { releaseAt: new Date(releaseAt).toISOString() }) };
}

/** Fields that are there in some states alone. */
function stateOf({ state, releaseAt }: ArticleHead, giver: string, published: object | null | undefined) {
  const waits = state === 'accepted' || state === 'scheduled' ? state : undefined;
  const due = state === 'scheduled' && releaseAt !== undefined ? new Date(releaseAt) : undefined;
  return {
    set: {
      ...(waits === undefined ? {} : { waits }),
      ...(waits === 'accepted' ? { preparer: giver } : {}),
      ...(due === undefined ? {} : { due }),
      ...(published === undefined || published === null ? {} : { published: JSON.stringify(published) }),
    },
    unset: {
      ...(waits === undefined ? { waits: '' } : {}),
      ...(waits === 'accepted' ? {} : { preparer: '' }),
      ...(due === undefined ? { due: '' } : {}),
      ...(published === null ? { published: '' } : {}),
    },
  };
}
