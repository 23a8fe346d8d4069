import { alignedBytes, bytesOf } from '#ports/packed-profile.js';
import { TermFrequencyStore, type FrequencyTable, type FrequencyTables } from '#ports/term-frequency-store.port.js';
import type { Database } from '../database.js';
import type { Blob } from './profile-row.js';

interface TableRow {
  readonly language: string;
  readonly profiles: number;
  readonly mean_length: number;
  readonly marks: Blob;
  readonly counts: Blob;
}

interface GenerationRow {
  readonly generation: number;
  readonly archive: number;
}

const NEXT_GENERATION = `INSERT INTO related_generation (only, generation, archive) VALUES (1, 1, ?1)
  ON CONFLICT (only) DO UPDATE SET generation = generation + 1, archive = ?1`;

/** TermFrequencyStore in SQLite: a row per language. */
export class SqliteTermFrequencyStore extends TermFrequencyStore {
  constructor(private readonly database: Database) {
    super();
  }

  async read(): Promise<FrequencyTables> {
    const tables = this.database
      .all<TableRow>('SELECT language, profiles, mean_length, marks, counts FROM related_frequencies ORDER BY language')
      .map(({ language, profiles, mean_length: meanLength, marks, counts }) => ({
        ...{ language, profiles, meanLength },
        marks: new Uint32Array(alignedBytes(new Uint8Array(marks))),
        counts: new Uint32Array(alignedBytes(new Uint8Array(counts))),
      }));
    return { ...this.last(), tables };
  }

  async generation(): Promise<number> {
    return this.last().generation;
  }

  async replace(archive: number, tables: readonly FrequencyTable[]): Promise<number> {
    return this.database.transaction(() => {
      this.database.run('DELETE FROM related_frequencies');
      for (const { language, profiles, meanLength, marks, counts } of tables) {
        this.database.run(
          'INSERT INTO related_frequencies (language, profiles, mean_length, marks, counts) VALUES (?, ?, ?, ?, ?)',
          ...[language, profiles, meanLength],
          bytesOf(marks),
          bytesOf(counts),
        );
      }
      this.database.run(NEXT_GENERATION, archive);
      return this.last().generation;
    });
  }

  private last(): GenerationRow {
    const row = this.database.get<GenerationRow>('SELECT generation, archive FROM related_generation');
    return row ?? { generation: 0, archive: 0 };
  }
}
