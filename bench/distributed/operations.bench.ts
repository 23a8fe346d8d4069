import { inputHash } from '#apps/ingestion/src/receive-article/input-hash.js';
import type { IntakeRequest } from '#apps/ingestion/src/receive-article/intake-request.js';
import { Intake } from '#apps/ingestion/src/receive-article/intake.js';
import { articleIdOf } from '#contracts/article-id.js';
import { SourceId } from '#contracts/ids.js';
import { NativeArticle } from '#contracts/native-article.js';
import { openMongoStores, type MongoStores } from '#distributed/mongo/open-mongo-stores.js';
import { SystemClock } from '#runtime/composition/system-clock.js';
import { Logger } from '#runtime/telemetry/logger.js';
import { FerretDbEngine } from '../../test/engines/ferretdb-engine.js';
import { articleBody } from '../accept/article-body.js';
import type { Row } from '../bench-row.js';
import { withEngine } from './with-engine.js';

const ARTICLES = 1_280;
const AT_ONCE = 64;
const MOST = 2;
const NAME = 'database operations for an accepted article, posted alone';
const BOUND = `<= ${MOST}`;
const ACCEPTED = 202;

const clock = new SystemClock();
const source = SourceId.parse('bench');

/** What was sent to the database for so many articles. */
interface Sent {
  /** Statements of writes. */
  writes: number;
  /** Queries, each for all that were asked at once. */
  lookups: number;
  /** Commands, each a way there and back. */
  commands: number;
}

/** What accepting asks of the MongoDB stores, counted by the driver; FerretDB is no reference for speed. */
export function run(): Promise<Row[]> {
  return withEngine(() => FerretDbEngine.start(), [{ name: NAME, bound: BOUND }], measure);
}

async function measure({ url }: FerretDbEngine): Promise<Row[]> {
  const stores = await openMongoStores({ url, namespace: 'bench', clock });
  try {
    await accept(stores, 'warm-up', AT_ONCE, AT_ONCE);
    const alone = await accept(stores, 'alone', AT_ONCE, 1);
    const together = await accept(stores, 'together', ARTICLES, AT_ONCE);
    return rowsOf(alone, together);
  } finally {
    await stores.close();
  }
}

/** An operation is a command: a way there and back, which a bulk of writes makes once. */
function rowsOf(alone: Sent, together: Sent): Row[] {
  const one = alone.commands / AT_ONCE;
  const shared = together.commands / ARTICLES;
  const per = (count: number): string => (count / ARTICLES).toFixed(3);
  return [
    { name: NAME, value: one, unit: 'operations', bound: BOUND, holds: one <= MOST },
    {
      ...{ name: `the same, ${AT_ONCE} posts at once`, value: shared, unit: 'operations' },
      ...{ bound: 'shared: fewer than alone', holds: shared < one },
      reference: { name: 'posted alone', value: one, unit: 'operations' },
      note: `with ${per(together.writes)} writes and ${per(together.lookups)} lookups in them, ${ARTICLES} articles`,
    },
  ];
}

/** Takes articles by so many senders of which each waits for its answer, as connections do. */
async function accept(stores: MongoStores, name: string, articles: number, senders: number): Promise<Sent> {
  const intake = new Intake(stores.articles, clock, Logger.at('warn'));
  const requests = Array.from({ length: articles }, (_, index) => requestOf(`${name}-${index}`, index));
  const sent: Sent = { writes: 0, lookups: 0, commands: 0 };
  let counting = true;
  stores.onCommand((command, statements) => {
    if (!counting) return;
    sent.commands += 1;
    if (command === 'find') sent.lookups += statements;
    else sent.writes += statements;
  });
  const sender = async (): Promise<void> => {
    for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
      const { status } = await intake.accept(request);
      if (status !== ACCEPTED) throw new Error(`an article was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  counting = false;
  return sent;
}

function requestOf(externalId: string, index: number): IntakeRequest {
  const article = NativeArticle.parse({ ...(JSON.parse(articleBody(index)) as object), externalId });
  return {
    delivery: { source, webhookId: externalId, bodyHash: externalId },
    submissions: [
      {
        ...{ id: articleIdOf(source, externalId), source, article, inputHash: inputHash(article) },
        receivedAt: clock.now().toISOString(),
      },
    ],
    answer: (accepted) => ({ status: ACCEPTED, body: JSON.stringify(accepted) }),
  };
}
