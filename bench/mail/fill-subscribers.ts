import { NewsletterId } from '#contracts/ids.js';
import { Database } from '#embedded/database.js';
import { openNewsletterStores } from '#embedded/newsletter/open-newsletter-stores.js';
import { aSubscriber, aSubscription } from '#ports/testing/newsletter-builders.js';
import { join } from 'node:path';

/** Writes confirmed subscribers into a data folder that nobody has open; the first ones take each newsletter, as many as it says. */
export async function fillSubscribers(dataDir: string, audiences: Readonly<Record<string, number>>): Promise<void> {
  const database = Database.open(join(dataDir, 'courant.sqlite'));
  try {
    database.exec('PRAGMA synchronous = OFF');
    const { subscribers } = openNewsletterStores(database, { soleOwner: true });
    for (let index = 0; index < Math.max(...Object.values(audiences)); index += 1) {
      const taken = Object.entries(audiences).filter(([, audience]) => index < audience);
      const subscriptions = taken.map(([id]) => aSubscription({ newsletter: NewsletterId.parse(id) }));
      await subscribers.save(aSubscriber(index, { language: 'en', subscriptions }), []);
    }
  } finally {
    database.close();
  }
}
