import { TermFrequencyStore, type FrequencyTables } from '#ports/term-frequency-store.port.js';
import { Injectable } from '@nestjs/common';
import { LanguageWeights } from './language-weights.js';

/** The weights of one generation; scores compare exactly within it. */
export class Weights {
  private readonly byLanguage: ReadonlyMap<string, LanguageWeights>;
  private readonly unknown = new LanguageWeights(undefined);

  constructor(readonly tables: FrequencyTables) {
    this.byLanguage = new Map(tables.tables.map((table) => [table.language, new LanguageWeights(table)]));
  }

  get generation(): number {
    return this.tables.generation;
  }

  /** Of a language that was not counted yet every term weighs alike. */
  of(language: string): LanguageWeights {
    return this.byLanguage.get(language) ?? this.unknown;
  }
}

/** The weights in force, read again when someone counted anew. */
@Injectable()
export class ArchiveWeights {
  private read: Weights | undefined;

  constructor(private readonly store: TermFrequencyStore) {}

  async current(): Promise<Weights> {
    if (this.read === undefined || this.read.generation !== (await this.store.generation())) {
      this.read = new Weights(await this.store.read());
    }
    return this.read;
  }
}
