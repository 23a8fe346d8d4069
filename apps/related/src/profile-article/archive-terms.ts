import { PostingStore, type ArticleProfile } from '#ports/posting-store.port.js';
import { Injectable } from '@nestjs/common';

const COUNTED = 20_000;
/** Below so many profiles no term is left out as too frequent: in a small archive every theme is. */
const SMALL_ARCHIVE = 200;

/** How rare the terms of a language are in the archive. */
export interface Rarity {
  /** Inverse document frequency, above 0. */
  of(mark: number): number;
  /** Share of the archive that a term stands in; 0 while the archive is small. */
  share(mark: number): number;
}

/**
 * Document frequencies per language: counted from the newest profiles, kept up as profiles come, counted anew by a job.
 * They are estimates by nature; nothing but the order of neighbours hangs on them.
 */
@Injectable()
export class ArchiveTerms {
  private readonly tables = new Map<string, FrequencyTable>();

  constructor(private readonly store: PostingStore) {}

  async rarityIn(language: string): Promise<Rarity> {
    return this.tables.get(language) ?? this.count(language);
  }

  /** Counts a new profile in. */
  add({ language, terms }: ArticleProfile): void {
    this.tables.get(language)?.add(terms);
  }

  /** Counts every language anew. */
  async recount(): Promise<void> {
    for (const language of [...this.tables.keys()]) await this.count(language);
  }

  private async count(language: string): Promise<FrequencyTable> {
    const { profiles, byTerm } = await this.store.frequencies(language, COUNTED);
    const table = new FrequencyTable(profiles, new Map(byTerm));
    this.tables.set(language, table);
    return table;
  }
}

class FrequencyTable implements Rarity {
  constructor(
    private profiles: number,
    private readonly byTerm: Map<number, number>,
  ) {}

  add(terms: Uint32Array): void {
    this.profiles += 1;
    for (const mark of terms) this.byTerm.set(mark, (this.byTerm.get(mark) ?? 0) + 1);
  }

  of(mark: number): number {
    const count = Math.max(1, this.byTerm.get(mark) ?? 0);
    return Math.log(1 + (Math.max(this.profiles, 1) - count + 0.5) / (count + 0.5)) + 0.05;
  }

  share(mark: number): number {
    return this.profiles < SMALL_ARCHIVE ? 0 : (this.byTerm.get(mark) ?? 0) / this.profiles;
  }
}
