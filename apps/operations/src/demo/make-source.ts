import { z } from 'zod';
import { ApiError } from '../cli/api-client.js';
import type { DemoClient } from './demo-client.js';

const Made = z.looseObject({ secret: z.string() });
const ID = 'demo';

/** The source of the demonstration; made at the first run, found again at later ones. */
export async function makeSource({ api, secrets }: DemoClient): Promise<{ id: string; secret: string }> {
  try {
    const { secret } = await api.post('/v1/sources', { id: ID, name: 'Demo newsroom' }, Made);
    secrets.keep(ID, secret);
    return { id: ID, secret };
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return { id: ID, secret: secrets.read(ID) };
    throw error;
  }
}
