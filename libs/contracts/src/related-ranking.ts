import type { RankingWeight } from './ranking.js';

/** The weights of a neighbour's score in a related list, by name; read by the related service and shown at GET /v1/ranking. */
export const RELATED_WEIGHTS: Readonly<Record<string, RankingWeight>> = {};
