import { RelatedReason } from '#contracts/related.js';
import type { Clock } from '#ports/clock.port.js';
import type { ProfileCard } from '#ports/packed-profile.js';
import { LIST_LENGTH, type RelatedList } from '#ports/related-store.port.js';
import { servedNeighbours, type KeptNeighbour } from '#ports/served-neighbours.js';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Database } from '../database.js';

interface OwnerRow {
  readonly number: number;
  readonly language: string;
  readonly published_at: number;
  readonly copies: string | null;
}

interface PlaceRow {
  readonly id: string;
  readonly language: string;
  readonly published_at: number;
  readonly card: string;
  readonly score: number;
  readonly reasons: string;
  readonly copies: string | null;
}

const OWNER = readFileSync(new URL('./list-owner.sql', import.meta.url), 'utf8');
const PLACES = readFileSync(new URL('./list-places.sql', import.meta.url), 'utf8');
const Reasons = z.array(RelatedReason);

/** Reads lists as they are served. */
export class ListReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(articleId: string, language?: string): RelatedList | undefined {
    const now = this.clock.now().getTime();
    const owner = this.database.get<OwnerRow>(OWNER, articleId, now);
    if (owner === undefined) return undefined;
    const kept = this.database.all<PlaceRow>(PLACES, owner.number, now, LIST_LENGTH).map(neighbourOf);
    const languages = [...(language === undefined ? [] : [language]), owner.language];
    return {
      articleId,
      publishedAt: timeOf(owner.published_at),
      items: servedNeighbours(kept, { copies: idsOf(owner.copies), languages }),
    };
  }
}

function neighbourOf({
  id,
  language,
  published_at: publishedAt,
  card,
  score,
  reasons,
  copies,
}: PlaceRow): KeptNeighbour {
  const { title, url, translationGroup } = JSON.parse(card) as ProfileCard;
  return {
    item: {
      ...{ id, title, language, publishedAt: timeOf(publishedAt), score },
      ...(url === undefined ? {} : { url }),
      reasons: Reasons.parse(JSON.parse(reasons)),
    },
    ...(translationGroup === undefined ? {} : { translationGroup }),
    copies: idsOf(copies),
  };
}

function idsOf(joined: string | null): Set<string> {
  return new Set(joined === null ? [] : joined.split(','));
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
