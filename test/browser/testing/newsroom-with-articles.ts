import { aProfile } from '#ports/testing/profile-builder.js';
import { NewsroomModule } from '#apps/newsroom/src/newsroom.module.js';
import { publish } from '#apps/search/src/testing/publish.js';
import type { Article } from '#contracts/article.js';
import { PostingStore } from '#ports/posting-store.port.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { anArticle } from '#ports/testing/article-builder.js';
import { SERVICES } from '#runtime/config/settings.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';

const translated = { translationGroup: 'surge', sections: ['Coast'], places: ['Süderhafen'] };

/** An article with everything that its page can show. */
export const SURGE: Article = anArticle('surge-en')
  .titled('Storm surge floods the harbour')
  .summarised('The gate did not close.')
  .saying('The storm surge came at night. Nobody was hurt.')
  .with({
    ...translated,
    tags: ['storm surge', 'flood defences'],
    people: ['Thea Brinkmöller'],
    type: 'analysis',
    authors: [{ name: 'Ann Author', url: 'https://news.example/ann', bio: 'Ann writes about the coast.' }],
    images: [{ url: 'https://pictures.example/gate.jpg', alt: 'A gate', caption: 'The gate', credit: 'Photo: Bo' }],
    corrections: [{ at: '2026-11-03T06:00:00Z', text: 'The gate is older than we said.' }],
    trust: { aiUse: 'assisted', disclaimer: 'A note.', publishingPrinciples: 'https://news.example/principles' },
    readingMinutes: 2,
  })
  .build();

const STURMFLUT = anArticle('surge-de').in('de').titled('Sturmflut überspült den Hafen').with(translated).build();
const ARABIC = anArticle('ar').in('ar').titled('عاصفة على الساحل').build();

/** All services in one process, with articles to read; `publish` adds more. */
export async function newsroomWithArticles(): Promise<StartedApp> {
  const app = await startApp(await NewsroomModule.forServices(SERVICES), { dataDir: ':memory:' });
  const others = Array.from({ length: 25 }, (_, index) =>
    anArticle(`harvest-${index}`)
      .titled(`Harvest report ${index}`)
      .with({ sections: [index % 2 === 0 ? 'Farming' : 'Markets'], tags: ['harvest'] })
      .build(),
  );
  await publish(app, SURGE, STURMFLUT, ARABIC, ...others);
  const near = others.slice(0, 3);
  await app.get(PostingStore).put([SURGE, ...near].map(({ id, title }) => aProfile(title, [], { id, title })));
  await app.get(RelatedStore).put([{ articleId: SURGE.id, places: near.map(placeOf), revision: 0 }]);
  return app;
}

function placeOf({ id }: Article) {
  return { id, score: 0.5, reasons: [{ kind: 'tag' as const, values: ['coast'], weight: 1 }] };
}
