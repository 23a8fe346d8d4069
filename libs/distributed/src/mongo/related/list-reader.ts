import type { Clock } from '#ports/clock.port.js';
import { LIST_LENGTH, type RelatedList, type RelatedPlace } from '#ports/related-store.port.js';
import { servedNeighbours, type KeptNeighbour } from '#ports/served-neighbours.js';
import type { Model } from 'mongoose';
import { placesOf, type ListDocument } from './list-document.js';
import { IS_PUBLIC, type ProfileDocument } from './profile-document.js';

/** What of a profile is shown in lists. */
type Shown = Required<Pick<ProfileDocument, '_id' | 'publishedAt' | 'language' | 'card'>> &
  Pick<ProfileDocument, 'expiresAt' | 'copies'>;

const SHOWN = { publishedAt: 1, expiresAt: 1, language: 1, card: 1, copies: 1 } as const;

/** Reads lists as they are served, however many with two queries: the lists, then the profiles that they show. */
export class ListReader {
  constructor(
    private readonly lists: Model<ListDocument>,
    private readonly profiles: Model<ProfileDocument>,
    private readonly clock: Clock,
  ) {}

  /** Those that exist, in the order asked for. */
  async read(articleIds: readonly string[], language?: string): Promise<RelatedList[]> {
    if (articleIds.length === 0) return [];
    const found = await this.lists
      .find({ _id: { $in: [...articleIds] } })
      .select({ places: 1 })
      .lean<ListDocument[]>();
    const places = new Map(found.map((list) => [list._id, placesOf(list)]));
    const members = [...places.values()].flatMap((some) => some.map(({ id }) => id));
    const shown = await this.shown([...new Set([...places.keys(), ...members])]);
    return articleIds.flatMap((id) => {
      const [owner, kept] = [shown.get(id), places.get(id)];
      return owner === undefined || kept === undefined ? [] : [listOf(owner, kept, shown, language)];
    });
  }

  private async shown(ids: readonly string[]): Promise<ReadonlyMap<string, Shown>> {
    const now = this.clock.now().getTime();
    const found = await this.profiles
      .find({ _id: { $in: [...ids] }, ...IS_PUBLIC })
      .select(SHOWN)
      .lean<Shown[]>();
    return new Map(found.flatMap((profile) => ((profile.expiresAt ?? Infinity) > now ? [[profile._id, profile]] : [])));
  }
}

function listOf(
  owner: Shown,
  places: readonly RelatedPlace[],
  shown: ReadonlyMap<string, Shown>,
  language?: string,
): RelatedList {
  const kept = places.flatMap((place) => {
    const profile = shown.get(place.id);
    return profile === undefined ? [] : [neighbourOf(place, profile)];
  });
  const languages = [...(language === undefined ? [] : [language]), owner.language];
  return {
    articleId: owner._id,
    publishedAt: timeOf(owner.publishedAt),
    items: servedNeighbours(kept.slice(0, LIST_LENGTH), { copies: new Set(owner.copies), languages }),
  };
}

function neighbourOf({ id, score, reasons }: RelatedPlace, { publishedAt, language, ...rest }: Shown): KeptNeighbour {
  const { title, url, translationGroup } = rest.card;
  return {
    item: {
      ...{ id, title, language, publishedAt: timeOf(publishedAt), score, reasons: [...reasons] },
      ...(url === undefined ? {} : { url }),
    },
    ...(translationGroup === undefined ? {} : { translationGroup }),
    copies: new Set(rest.copies),
  };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
