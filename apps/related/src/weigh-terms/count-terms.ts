import { PostingStore, type ArticleProfile, type ProfileCursor } from '#ports/posting-store.port.js';
import { TermFrequencyStore, type FrequencyTable } from '#ports/term-frequency-store.port.js';
import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { nameMark, tagMark } from '../profile-article/marks.js';

const PAGE = 100;
/** The newest so many profiles speak for the archive. */
const COUNTED = 20_000;

/** Counts in how many of the newest articles of each language a term, name or tag stands. */
@Injectable()
export class CountTerms {
  constructor(
    private readonly postings: PostingStore,
    private readonly frequencies: TermFrequencyStore,
  ) {}

  /** The newest profiles in pages, with a turn of the event loop between them. */
  async *newest(signal: AbortSignal): AsyncGenerator<ArticleProfile[]> {
    let after: ProfileCursor | undefined;
    for (let read = 0; read < COUNTED; read += PAGE) {
      signal.throwIfAborted();
      const page = await this.postings.newest(PAGE, after);
      if (page.length > 0) yield page;
      after = page.at(-1);
      if (page.length < PAGE) return;
      await nextTurn();
    }
  }

  /** Puts new tables in force. */
  async run(signal: AbortSignal): Promise<void> {
    const archive = await this.postings.count();
    const counting = new Map<string, LanguageCount>();
    for await (const page of this.newest(signal)) {
      for (const profile of page) {
        const count = counting.get(profile.language) ?? new LanguageCount(profile.language);
        counting.set(profile.language, count);
        count.add(profile);
      }
    }
    await this.frequencies.replace(
      archive,
      [...counting.values()].map((count) => count.table()),
    );
  }
}

class LanguageCount {
  private readonly byMark = new Map<number, number>();
  private profiles = 0;
  private length = 0;

  constructor(private readonly language: string) {}

  add({ terms, names, tags, length }: ArticleProfile): void {
    this.profiles += 1;
    this.length += length;
    for (const mark of terms) this.count(mark);
    for (const mark of new Set([...names.map(nameMark), ...tags.map(tagMark)])) this.count(mark);
  }

  table(): FrequencyTable {
    const marks = Uint32Array.from([...this.byMark].filter(([, count]) => count > 1).map(([mark]) => mark)).sort();
    return {
      language: this.language,
      profiles: this.profiles,
      meanLength: Math.max(1, this.length / this.profiles),
      marks,
      counts: Uint32Array.from(marks, (mark) => this.byMark.get(mark) ?? 0),
    };
  }

  private count(mark: number): void {
    this.byMark.set(mark, (this.byMark.get(mark) ?? 0) + 1);
  }
}
