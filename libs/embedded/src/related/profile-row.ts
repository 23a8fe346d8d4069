import { ArticleId } from '#contracts/ids.js';
import type { ArticleProfile } from '#ports/posting-store.port.js';

/** A row of related_profiles. */
export interface ProfileRow {
  readonly number: number;
  readonly id: string;
  readonly version: number;
  readonly language: string;
  readonly published_at: number;
  readonly card: string;
  readonly terms: Uint8Array | null;
  readonly weights: Uint8Array | null;
}

type Card = Omit<ArticleProfile, 'id' | 'version' | 'language' | 'publishedAt' | 'terms' | 'weights'>;

/** What of a profile is kept as JSON. */
export function cardOf({ id: _id, version: _version, language: _language, ...profile }: ArticleProfile): string {
  const { publishedAt: _publishedAt, terms: _terms, weights: _weights, ...card } = profile;
  return JSON.stringify(card satisfies Card);
}

/** The profile that a row holds; its bytes are copied, so that they are aligned. */
export function profileOf({
  id,
  version,
  language,
  published_at: publishedAt,
  card,
  terms,
  weights,
}: ProfileRow): ArticleProfile {
  return {
    ...(JSON.parse(card) as Card),
    ...{ id: ArticleId.parse(id), version, language, publishedAt },
    terms: new Uint32Array(Uint8Array.from(terms ?? []).buffer),
    weights: new Float32Array(Uint8Array.from(weights ?? []).buffer),
  };
}
