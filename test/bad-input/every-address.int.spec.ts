import { NewsroomModule } from '#apps/newsroom/src/newsroom.module.js';
import { SERVICES } from '#runtime/config/settings.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { HOSTILE_VALUES, naughtyStrings } from './hostile-values.js';
import { Dice } from '../world/dice.js';
import { withChangedPart } from './mutate.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_102);
const REQUESTS_EACH = 40;
const UNREADABLE = new Set(['/metrics']);

interface Operation {
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly in: string }>;
  readonly requestBody?: object;
}
interface OpenApi {
  readonly paths: Record<string, Record<string, Operation>>;
}

describe(`Every address of the newsroom, asked for nonsense from seed ${SEED}`, () => {
  let app: StartedApp;
  let operations: Array<{ method: string; path: string; operation: Operation }>;
  const dice = new Dice(SEED);
  const strings = [
    ...naughtyStrings(),
    ...HOSTILE_VALUES.map((value) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))),
  ];

  beforeAll(async () => {
    app = await startApp(await NewsroomModule.forServices(SERVICES), { dataDir: ':memory:' });
    const { paths } = (await (await app.fetch('/openapi.json')).json()) as OpenApi;
    operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    );
  });
  afterAll(() => app.stop());

  /** Well-formed Unicode: what a URL can carry at all. */
  const text = (): string => Buffer.from(dice.pick(strings)).toString().slice(0, 900);
  const filled = (path: string): string =>
    path.replaceAll(/\{[^}]+\}/g, () =>
      encodeURIComponent(dice.below(3) === 0 ? text() : dice.pick(['x', 'mzxw6ytboi2gkzlqorxw6ytboi', '..', '0'])),
    );
  const query = ({ parameters = [] }: Operation): string => {
    const known = parameters
      .filter((parameter) => parameter.in === 'query' && dice.below(2) === 0)
      .map(({ name }) => name);
    const names = dice.below(4) === 0 ? [...known, ...known, 'extra'] : known;
    return new URLSearchParams(
      names.map((name) => [
        name,
        dice.below(2) === 0 ? text() : dice.pick(['1', '0', '-1', '1e9', 'NaN', 'relevance']),
      ]),
    ).toString();
  };
  const aBody = (): { body?: string; type: string } => {
    const kinds = [
      () => ({
        body: JSON.stringify(
          withChangedPart({ id: 'x', name: 'x', reason: 'x', email: 'a@b.example', newsletters: ['x'] }, dice),
        ),
        type: 'application/json',
      }),
      () => ({
        body: new URLSearchParams({ email: text(), token: text(), 'List-Unsubscribe': 'One-Click' }).toString(),
        type: 'application/x-www-form-urlencoded',
      }),
      () => ({ body: text(), type: dice.pick(['application/json', 'text/plain', 'message/rfc822', 'text/csv']) }),
      () => ({ type: 'application/json' }),
    ];
    return dice.pick(kinds)();
  };

  it('answers each in time, with a reason where it refuses, and never with 5xx', async () => {
    const wrong: string[] = [];
    for (const { method, path, operation } of operations) {
      for (let turn = 0; turn < REQUESTS_EACH; turn += 1) {
        const address = `${filled(path)}?${query(operation)}`;
        const { body, type } = method === 'GET' || method === 'HEAD' ? { body: undefined, type: '' } : aBody();
        const response = await app.fetch(address, {
          method,
          admin: turn % 4 !== 0,
          redirect: 'manual',
          signal: AbortSignal.timeout(10_000),
          ...(body === undefined ? {} : { body, headers: { 'content-type': type } }),
        });
        const answer = await response.text();
        const isProblem = (response.headers.get('content-type') ?? '').includes('application/problem+json');
        const isPage = (response.headers.get('content-type') ?? '').includes('text/html');
        if (response.status >= 500 || (response.status >= 400 && !isProblem && !isPage)) {
          wrong.push(`${method} ${address} ${body?.slice(0, 200) ?? ''} -> ${response.status} ${answer.slice(0, 200)}`);
        }
        if (/\bat .*\.(?:ts|js):\d+|SQLITE_|node_modules/.test(answer) && !UNREADABLE.has(path))
          wrong.push(`${method} ${address} shows its inside`);
      }
    }
    expect(wrong).toEqual([]);
    expect((await app.fetch('/health/ready')).status).toBe(200);
  }, 180_000);
});
