import type { Clock } from '#ports/clock.port.js';
import type { MovableStore } from '#ports/moving/movable-store.js';

/** A profile's name, as in COURANT_PROFILE. */
export type MovableProfile = 'embedded' | 'distributed';

/** Where the installations of a move are. */
export interface MovablePlaces {
  readonly dataDir: string;
  readonly mongoUrl: string;
  readonly namespace: string;
}

/** Opens what a profile keeps, to be copied from or to; loads nothing of the other. */
export async function openMovable(
  profile: MovableProfile,
  { dataDir, mongoUrl, namespace }: MovablePlaces,
  clock: Clock,
): Promise<MovableStore> {
  if (profile === 'embedded') {
    const { openMovables } = await import('#embedded/moving/open-movables.js');
    return openMovables(dataDir);
  }
  const { openMovables } = await import('#distributed/mongo/moving/open-movables.js');
  return openMovables({ url: mongoUrl, namespace, clock });
}
