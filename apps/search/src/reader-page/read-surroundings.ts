import type { Article } from '#contracts/article.js';
import { TransientError } from '#contracts/errors.js';
import type { RelatedItem } from '#contracts/related.js';
import type { SearchHit } from '#contracts/search.js';
import { worthShowing } from '#contracts/worth-showing.js';
import { RelatedStore } from '#ports/related-store.port.js';
import { SearchIndex } from '#ports/search-index.port.js';
import { Injectable } from '@nestjs/common';
import { SourceNames } from './source-names.js';

const NEIGHBOURS = 8;

/** What an article's page shows around it. */
export interface Surroundings {
  readonly sourceName: string;
  readonly translations: SearchHit['translations'];
  readonly related: readonly RelatedItem[];
}

/** Reads what stands around an article; the article is shown without what is away. */
@Injectable()
export class ReadSurroundings {
  constructor(
    private readonly index: SearchIndex,
    private readonly lists: RelatedStore,
    private readonly sources: SourceNames,
  ) {}

  async of({ id, source }: Article): Promise<Surroundings> {
    const [translations, list, names] = await Promise.all([
      unlessAway(this.index.translations(id), []),
      unlessAway(this.lists.list(id), undefined),
      this.sources.of([source]),
    ]);
    const own = new Set(translations.map((other) => other.id));
    const others = (list?.items ?? []).filter((item) => !own.has(item.id));
    const related = worthShowing(others, NEIGHBOURS);
    return { sourceName: names.get(source) ?? source, translations, related };
  }
}

async function unlessAway<Answer, Otherwise>(
  reading: Promise<Answer>,
  otherwise: Otherwise,
): Promise<Answer | Otherwise> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TransientError) return otherwise;
    throw error;
  }
}
