import { SourceStore } from '#ports/source-store.port.js';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { SourceId } from '#contracts/ids.js';

const KEPT_MS = 30_000;

/** The names of sources as readers know them; read again after half a minute. */
@Injectable()
export class SourceNames {
  private readonly names = new LRUCache<string, string>({ max: 1_000, ttl: KEPT_MS });

  constructor(private readonly sources: SourceStore) {}

  /** By id; a source that is gone is called by its id. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const pairs = [...new Set(ids)].map(async (id): Promise<[string, string]> => [id, await this.nameOf(id)]);
    return new Map(await Promise.all(pairs));
  }

  private async nameOf(id: string): Promise<string> {
    const kept = this.names.get(id);
    if (kept !== undefined) return kept;
    const parsed = SourceId.safeParse(id);
    const name = parsed.success ? (await this.sources.find(parsed.data))?.name : undefined;
    this.names.set(id, name ?? id);
    return name ?? id;
  }
}
