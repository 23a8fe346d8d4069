import { z } from 'zod';
import { ApiError } from '../cli/api-client.js';
import type { DemoClient } from './demo-client.js';

export const DEMO_NEWSLETTER = 'demo-daily';

/** A daily newsletter in German and English; left as it is when it is there. */
export async function makeNewsletter({ api }: DemoClient): Promise<void> {
  const newsletter = {
    id: DEMO_NEWSLETTER,
    name: { de: 'Der Tag', en: 'The Day' },
    languages: ['de', 'en'],
    schedule: { kind: 'daily', hour: 7 },
    maxArticles: 8,
  };
  try {
    await api.post('/v1/newsletters', newsletter, z.unknown());
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  }
}
