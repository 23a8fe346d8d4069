import type { SearchAnswer, SearchHit } from '#contracts/search.js';
import { SearchIndex, type IndexChange, type SearchRequest, type Suggestion } from '#ports/search-index.port.js';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { CHANGES_AT_ONCE } from '../changes-at-once.js';
import { errorOf, STATUS, type Call } from './index-calls.js';

const LARGEST_BODY = 8_000_000;

/** Nobody answers at the socket: whoever had the index has ended or not begun. */
export class NobodyThere extends Error {
  override readonly name = 'NobodyThere';
}

/** The index that another process of this machine has open. Every call can be repeated: changes carry versions. */
export class AskedIndex extends SearchIndex {
  readonly changesAtOnce = CHANGES_AT_ONCE;
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly socketPath: string) {
    super();
  }

  async apply(changes: readonly IndexChange[]): Promise<void> {
    for (const body of bodiesOf(changes)) await this.ask('apply', body);
  }

  search(request: SearchRequest): Promise<SearchAnswer> {
    return this.ask('search', JSON.stringify(request)) as Promise<SearchAnswer>;
  }

  suggest(request: { q: string; language?: string; limit: number }): Promise<Suggestion[]> {
    return this.ask('suggest', JSON.stringify(request)) as Promise<Suggestion[]>;
  }

  translations(id: string): Promise<SearchHit['translations']> {
    return this.ask('translations', JSON.stringify(id)) as Promise<SearchHit['translations']>;
  }

  count(): Promise<number> {
    return this.ask('count', 'null') as Promise<number>;
  }

  needsRebuild(): Promise<boolean> {
    return this.ask('needsRebuild', 'null') as Promise<boolean>;
  }

  beginRebuild(): Promise<string> {
    return this.ask('beginRebuild', 'null') as Promise<string>;
  }

  async fillRebuild(rebuild: string, changes: readonly IndexChange[]): Promise<void> {
    for (const body of bodiesOf(changes)) {
      await this.ask('fillRebuild', `{"rebuild":${JSON.stringify(rebuild)},"changes":${body}}`);
    }
  }

  async finishRebuild(rebuild: string): Promise<void> {
    await this.ask('finishRebuild', JSON.stringify(rebuild));
  }

  close(): void {
    this.agent.destroy();
  }

  private async ask(call: Call, body: string): Promise<unknown> {
    const { status, answer } = await this.send(call, body);
    if (status === STATUS.done) return answer;
    throw errorOf(status, String(answer));
  }

  private async send(call: Call, body: string): Promise<{ status: number; answer: unknown }> {
    const { socketPath, agent } = this;
    const request = httpRequest({ socketPath, agent, path: `/${call}`, method: 'POST' });
    // Told through the answer, which breaks off.
    request.on('error', () => undefined);
    try {
      request.end(body);
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return { status: response.statusCode ?? STATUS.failed, answer: JSON.parse(await text(response)) };
    } catch (cause) {
      throw new NobodyThere('nobody has the search index open', { cause });
    }
  }
}

/** The changes in order, cut where a message would become too large. */
function* bodiesOf(changes: readonly IndexChange[]): Generator<string> {
  let parts: string[] = [];
  let size = 0;
  for (const change of changes) {
    const part = JSON.stringify(change);
    if (parts.length > 0 && size + part.length > LARGEST_BODY) {
      yield `[${parts.join(',')}]`;
      parts = [];
      size = 0;
    }
    parts.push(part);
    size += part.length;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}
