import { ApiClient } from '#apps/operations/src/cli/api-client.js';
import { postArticles } from '#apps/operations/src/cli/post-articles.js';
import { SearchAnswer } from '#contracts/search.js';
import type { NewsroomProcess } from '#runtime/testing/newsroom-process.js';
import { z } from 'zod';

const Made = z.looseObject({ secret: z.string() });
const PAUSE_MS = 100;
const FOUND_WITHIN_MS = 10_000;
const FILLER =
  'The council met on Monday and spoke about the harbour, the bridge and the budget of the coming year. '.repeat(40);

/** Posts articles one at a time to an idle newsroom; milliseconds from sending each to the search that finds it. */
export async function timePostToSearchable(newsroom: NewsroomProcess, count: number): Promise<number[]> {
  const client = new ApiClient(newsroom.url, newsroom.adminToken);
  const source = { id: 'bench', name: 'Bench' };
  const { secret } = await client.post('/v1/sources', source, Made);
  const times: number[] = [];
  for (let number = 0; number < count; number++) {
    const word = `zxq${number.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}vkj`;
    const article = {
      externalId: `bench-${number}`,
      title: `Report ${word}`,
      body: { text: `${word} ${FILLER}` },
      language: 'en',
    };
    const began = performance.now();
    for await (const { status } of postArticles(client, { id: source.id, secret }, [article])) {
      if (status !== 202) throw new Error(`the article was answered ${status}`);
    }
    await found(client, `"${word}"`, began);
    times.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

async function found(client: ApiClient, q: string, began: number): Promise<void> {
  const path = `/v1/search?q=${encodeURIComponent(q)}`;
  while ((await client.call(path, SearchAnswer)).total === 0) {
    if (performance.now() - began > FOUND_WITHIN_MS) throw new Error(`${q} was not found in time`);
  }
}
