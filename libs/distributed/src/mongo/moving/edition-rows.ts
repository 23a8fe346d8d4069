import { ArticleId, NewsletterId } from '#contracts/ids.js';
import type { MovedRows } from '#ports/moving/moved-rows.js';
import type { Counters } from '../counters.js';
import type { MongoConnection } from '../mongo-connection.js';
import { COLLECTED_ARTICLES, type CollectedDocument } from '../newsletter/collected-document.js';
import { WITHDRAWN_BEFORE } from '../newsletter/collecting.js';
import { cohortOf, fieldsOf } from '../newsletter/cohort-fields.js';
import { cohortIdOf, CohortMarks } from '../newsletter/cohort-marks.js';
import {
  EDITION_COHORTS,
  editionOf,
  EDITIONS,
  type CohortDocument,
  type EditionDocument,
} from '../newsletter/edition-document.js';
import { AT_ONCE, sendIdOf, sendOf, SENDS, type SendDocument } from '../newsletter/send-document.js';
import { replacing, type MongoRows } from './mongo-movable.js';

/** Editions; the marks of their cohorts are rows of their own. */
export function editionRows(connection: MongoConnection): MongoRows<MovedRows['editions'], EditionDocument> {
  return {
    documents: connection.model(EDITIONS),
    idOf: ({ id }) => id,
    read: (documents) => documents.map(editionOf),
    update: ({ id: _id, ...edition }) => replacing({ endedAt: undefined, unmarked: undefined, ...edition }),
  };
}

/** What each cohort last got. */
export function cohortRows(connection: MongoConnection): MongoRows<MovedRows['cohorts'], CohortDocument> {
  const documents = connection.model(EDITION_COHORTS);
  const marks = new CohortMarks(connection.model(EDITIONS), documents);
  return {
    documents,
    among: { slot: { $gt: '' } },
    idOf: (row) => cohortIdOf(row.newsletter, row),
    prepare: () => marks.complete(),
    read: (found) =>
      found.map((document) => {
        const { newsletter, slot, upTo } = document;
        return { newsletter: NewsletterId.parse(newsletter), ...cohortOf(document), slot, upTo };
      }),
    update: (row) => {
      const { newsletter, slot, upTo } = row;
      return { $set: { newsletter, ...fieldsOf(row), slot, upTo } };
    },
  };
}

/** Rows of the ledger; nobody has them in hand. */
export function sendRows(connection: MongoConnection): MongoRows<MovedRows['sends'], SendDocument> {
  return {
    documents: connection.model(SENDS),
    idOf: ({ edition, subscriber }) => sendIdOf(edition, subscriber),
    read: (documents) => documents.map(sendOf),
    update: ({ retryAt, reply, decision, updatedAt, ...send }) =>
      replacing({
        ...send,
        ...{ reply, owner: undefined, claim: undefined, updatedAt: new Date(updatedAt) },
        retryAt: retryAt === undefined ? AT_ONCE : new Date(retryAt),
        decision: decision === undefined ? undefined : { ...decision, at: new Date(decision.at) },
      }),
  };
}

/** Articles that editions choose from. */
export function collectedRows(
  connection: MongoConnection,
  counters: Counters,
): MongoRows<MovedRows['collected'], CollectedDocument> {
  return {
    documents: connection.model(COLLECTED_ARTICLES),
    idOf: ({ id }) => id,
    read: (documents) =>
      documents.map(({ _id, version, withdrawn, position, collectedAt, card, text }) => ({
        ...{ id: ArticleId.parse(_id), version, withdrawn },
        ...(position < 0 ? {} : { position }),
        ...(collectedAt === undefined ? {} : { collectedAt: collectedAt.toISOString() }),
        ...(card === undefined ? {} : { card }),
        ...(text === undefined ? {} : { text }),
      })),
    update: async ({ id: _id, position, collectedAt: at, card, text, ...row }) => {
      const collectedAt = at === undefined ? undefined : new Date(at);
      const shown = { language: card?.language, group: card?.translationGroup };
      const textFrom = text === undefined ? undefined : collectedAt;
      const update = replacing({ ...row, position, collectedAt, card, text, textFrom, ...shown });
      if (position !== undefined) return update;
      const { position: _position, ...gone } = update.$unset ?? {};
      return { ...update, $unset: gone, $setOnInsert: { position: -(await counters.next(WITHDRAWN_BEFORE)) } };
    },
  };
}
