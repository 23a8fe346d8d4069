import type { ArticleId, EditionId, NewsletterId } from '#contracts/ids.js';
import type { Audience, EditionRecord, EditionState } from '#ports/edition-store.port.js';

/** A row of `editions` with its article ids as a JSON array. */
export interface EditionRow {
  id: EditionId;
  newsletter: NewsletterId;
  language: string;
  slot: string;
  state: EditionState;
  since: number;
  up_to: number;
  cohorts: string | null;
  audience: number;
  audience_complete: number;
  progress: string;
  revision: number;
  created_at: string;
  ended_at: string | null;
  articles: string;
}

export const EDITION_COLUMNS = `id, newsletter, language, slot, state, since, up_to, cohorts, audience, audience_complete,
  progress, revision, created_at, ended_at,
  (SELECT json_group_array(article) FROM
    (SELECT article FROM edition_articles WHERE edition = editions.no ORDER BY place)) AS articles`;

export function toEdition(row: EditionRow): EditionRecord {
  const to: Audience =
    row.cohorts === null
      ? { kind: 'everyone' }
      : { kind: 'cohorts', cohorts: JSON.parse(row.cohorts) as Extract<Audience, { kind: 'cohorts' }>['cohorts'] };
  return {
    id: row.id,
    newsletter: row.newsletter,
    language: row.language,
    slot: row.slot,
    state: row.state,
    articleIds: JSON.parse(row.articles) as ArticleId[],
    since: row.since,
    upTo: row.up_to,
    to,
    audience: row.audience,
    audienceComplete: row.audience_complete === 1,
    cursor: row.progress,
    revision: row.revision,
    createdAt: row.created_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}
