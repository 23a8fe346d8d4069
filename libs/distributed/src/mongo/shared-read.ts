/**
 * Reads documents by id; what is asked for in one turn of the event loop is read by one query, so that many requests at
 * once cost one round trip.
 */
export class SharedRead<Document extends { readonly _id: string }> {
  private next: { readonly ids: Set<string>; readonly found: Promise<ReadonlyMap<string, Document>> } | undefined;

  constructor(private readonly query: (ids: string[]) => Promise<Document[]>) {}

  /** Those that are there, by id, and perhaps others. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, Document>> {
    if (ids.length === 0) return new Map();
    this.next ??= this.begin();
    for (const id of ids) this.next.ids.add(id);
    return this.next.found;
  }

  private begin() {
    const ids = new Set<string>();
    const found = turnEnded().then(async () => {
      this.next = undefined;
      const documents = await this.query([...ids]);
      return new Map(documents.map((document) => [document._id, document]));
    });
    return { ids, found };
  }
}

function turnEnded(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
