import type { ServiceName } from '#contracts/cloud-event.js';
import { NewsroomModule } from '#apps/newsroom/src/newsroom.module.js';
import { SERVICES } from '#runtime/config/settings.js';
import { startApp } from '#runtime/testing/start-app.js';
import { serviceOf } from '../world/routes.js';
import { describeWithProgram } from './testing/describe-with-program.js';
import { LocalProxy } from './testing/local-proxy.js';
import { NamedUpstreams, type Seen } from './testing/named-upstreams.js';
import { projectFile } from './testing/project-file.js';

interface Paths {
  readonly paths: Record<string, Record<string, unknown>>;
}

/** Addresses that every service has: one of them answers for the installation. */
const EVERYWHERE = ['/health/live', '/health/ready', '/openapi.json', '/asyncapi.json'];
/** Numbers of one replica: never through the one address. */
const INSIDE_ALONE = '/metrics';

async function routesOf(service: ServiceName): Promise<string[]> {
  const app = await startApp(await NewsroomModule.forServices([service]), { dataDir: ':memory:' });
  try {
    return routesIn((await (await app.fetch('/openapi.json')).json()) as Paths);
  } finally {
    await app.stop();
  }
}

function routesIn({ paths }: Paths): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

describeWithProgram('The proxy', 'nginx', (nginx) => {
  let upstreams: NamedUpstreams;
  let proxy: LocalProxy;
  beforeAll(async () => {
    upstreams = await NamedUpstreams.start();
    proxy = await LocalProxy.start(nginx, upstreams);
  });
  afterAll(async () => {
    await proxy.stop();
    await upstreams.stop();
  });

  /** What stood behind the proxy was asked; the scenarios' own proxy would have asked the same service. */
  async function ask(path: string, init: RequestInit = {}): Promise<Seen> {
    const seen = (await (await fetch(`${proxy.url}${path}`, init)).json()) as Seen;
    const { pathname } = new URL(path, proxy.url);
    expect([pathname, serviceOf(pathname)]).toEqual([pathname, seen.service]);
    return seen;
  }

  it('brings every address of the interface to the service that serves it', async () => {
    const owners = new Map<string, ServiceName[]>();
    for (const service of SERVICES)
      for (const route of await routesOf(service)) owners.set(route, [...(owners.get(route) ?? []), service]);
    const documented = routesIn(JSON.parse(projectFile('deploy/reference/openapi.json')) as Paths);
    expect([...owners.keys()].sort()).toEqual([...documented].sort());
    for (const route of documented) {
      const [method = '', path = ''] = route.split(' ');
      if (path === INSIDE_ALONE) continue;
      const expected = EVERYWHERE.includes(path) ? ['operations'] : owners.get(route);
      const { service, ...seen } = await ask(path.replaceAll(/\{\w+\}/g, 'x'), { method });
      expect({ route, service: [service], method: seen.method }).toEqual({ route, service: expected, method });
    }
  }, 60_000);

  it.each([
    ['/v1/feeds', 'ingestion'],
    ['/v1/feed.rss?q=storm', 'search'],
    ['/v1/feed.json', 'search'],
    ['/v1/search/synonyms', 'search'],
    ['/v1/search/rebuild/x', 'search'],
    ['/story/x', 'search'],
    ['/v1/stories', 'related'],
    ['/v1/stories/x', 'related'],
    ['/v1/articles/x/related/y', 'related'],
    ['/v1/articles/related', 'ingestion'],
    ['/v1/bounces/postmark', 'newsletter'],
    ['/e/x', 'newsletter'],
    ['/v1/ops/trace?article=x', 'operations'],
    ['/v1/ops/replay', 'operations'],
    ['/nothing/like/it', 'operations'],
  ])('brings %s, promised or nobody’s, to %s', async (path, expected) => {
    const { service, url } = await ask(path);
    expect({ service, url }).toEqual({ service: expected, url: path });
  });

  it('lets every service’s pages load their styles and scripts', async () => {
    const assets = new Set<string>();
    for (const [service, page] of [
      ['search', '/'],
      ['newsletter', '/subscribe'],
      ['operations', '/console/sign-in'],
    ] as const) {
      const app = await startApp(await NewsroomModule.forServices([service]), { dataDir: ':memory:' });
      const html = await (await app.fetch(page)).text();
      const found = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
      expect(found).not.toEqual([]);
      for (const path of found) assets.add(path);
      await app.stop();
    }
    const { service } = await ask([...assets][0] ?? '');
    const app = await startApp(await NewsroomModule.forServices([service]), { dataDir: ':memory:' });
    for (const path of assets) expect([path, (await app.fetch(path)).status]).toEqual([path, 200]);
    await app.stop();
  });

  it('keeps the numbers of a replica inside', async () => {
    const response = await fetch(`${proxy.url}/metrics`);
    expect([response.status, response.headers.get('x-service')]).toEqual([404, null]);
  });

  it('tells the service who asked, by which name and scheme', async () => {
    const { headers } = await ask('/v1/search', { headers: { 'x-forwarded-proto': 'https' } });
    expect(headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
    expect(`http://${headers['host']}`).toBe(proxy.url);
  });

  it('passes bodies as large as the program may take, and escaped paths as they came', async () => {
    const body = Buffer.alloc(16 * 1024 * 1024);
    expect((await ask('/v1/subscribers/import', { method: 'POST', body })).bytes).toBe(body.length);
    expect((await ask('/v1/articles/a%2Fb')).url).toBe('/v1/articles/a%2Fb');
  });
});
