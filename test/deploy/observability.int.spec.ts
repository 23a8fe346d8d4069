import { NewsroomModule } from '#apps/newsroom/src/newsroom.module.js';
import { SERVICES } from '#runtime/config/settings.js';
import { Metrics } from '#runtime/telemetry/metrics.js';
import { startApp, type StartedApp } from '#runtime/testing/start-app.js';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { describeWithProgram } from './testing/describe-with-program.js';
import { projectFile, projectRoot } from './testing/project-file.js';
import { questionsOf, valuesOf } from './testing/promql.js';

const Rules = z.object({
  groups: z.array(
    z.object({
      rules: z.array(z.object({ alert: z.string(), expr: z.string(), annotations: z.record(z.string(), z.string()) })),
    }),
  ),
});
const Dashboard = z.object({
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string() })),
    }),
  ),
});
const Kubernetes = z.looseObject({
  scrape_configs: z.tuple([z.looseObject({ kubernetes_sd_configs: z.array(z.unknown()) })]),
});
const Adapter = z.object({
  rules: z.object({ external: z.array(z.object({ seriesQuery: z.string(), metricsQuery: z.string() })) }),
});
const folder = 'deploy/observability';
const alerts = Rules.parse(parse(projectFile(`${folder}/alerts.yml`))).groups.flatMap(({ rules }) => rules);
const { panels } = Dashboard.parse(JSON.parse(projectFile(`${folder}/dashboard.json`)));
const [adapted] = Adapter.parse(parse(projectFile(`${folder}/prometheus-adapter.yaml`))).rules.external;
/** What Prometheus adds to every series that it reads. */
const ADDED = ['service', 'instance', 'job', 'le'];

describe('deploy/observability', () => {
  let app: StartedApp;
  let text: string;
  let labelsOf: Map<string, string[]>;
  beforeAll(async () => {
    app = await startApp(await NewsroomModule.forServices(SERVICES), { dataDir: ':memory:' });
    text = await (await app.fetch('/metrics')).text();
    const metrics = app.get(Metrics).registry.getMetricsAsArray() as unknown as Array<{
      name: string;
      labelNames: string[];
    }>;
    labelsOf = new Map(metrics.map(({ name, labelNames }) => [name, labelNames]));
  });
  afterAll(() => app.stop());

  const kindOf = (name: string): string | undefined => new RegExp(`^# TYPE ${name} (\\w+)$`, 'm').exec(text)?.[1];
  /** A histogram is asked for by its parts. */
  function baseOf(metric: string): string {
    const base = metric.replace(/_(bucket|count|sum)$/, '');
    return kindOf(base) === 'histogram' ? base : metric;
  }
  const expressions = [
    ...alerts.map(({ alert, expr }) => [alert, expr] as const),
    ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
    ['prometheus-adapter', adapted?.metricsQuery.replaceAll('<<.LabelMatchers>>', 'group="x"') ?? ''] as const,
  ];

  it.each(expressions)(
    'asks in "%s" only for numbers that the program gives, by labels that they have',
    (_name, expr) => {
      for (const { metric, labels } of questionsOf(expr)) {
        expect([metric, kindOf(baseOf(metric))]).toEqual([metric, expect.any(String)]);
        for (const label of labels.filter((name) => !ADDED.includes(name)))
          expect([metric, labelsOf.get(baseOf(metric))]).toEqual([metric, expect.arrayContaining([label])]);
      }
      const rated = [...expr.matchAll(/\b(?:rate|increase)\((\w+)/g)].map(([, metric = '']) => metric);
      for (const metric of rated)
        expect([metric, kindOf(baseOf(metric))]).toEqual([metric, expect.stringMatching(/counter|histogram/)]);
    },
  );

  it('asks for routes that there are, written as the program writes them', () => {
    const { paths } = JSON.parse(projectFile('deploy/reference/openapi.json')) as { paths: object };
    const routes = Object.keys(paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'));
    const asked = expressions.flatMap(([, expr]) => valuesOf(expr, 'route'));
    expect(asked.length).toBeGreaterThan(3);
    for (const route of asked) expect(routes).toContain(route);
  });

  it('tells for every alert what to do', () => {
    for (const { alert, annotations } of alerts)
      expect([alert, Object.keys(annotations).sort()]).toEqual([alert, ['action', 'summary']]);
  });

  it('gives autoscalers the lag under the name they ask for', () => {
    expect(adapted?.seriesQuery).toBe('courant_consumer_lag');
    expect(projectFile('deploy/kubernetes/base/service/autoscaler.yaml')).toContain('name: courant_consumer_lag');
  });

  it('lays the panels of the dashboard side by side, none over another', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)}/${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

describeWithProgram('Prometheus itself', 'promtool', (promtool) => {
  const run = (...args: string[]): string =>
    execFileSync(promtool, args, { cwd: join(projectRoot, folder), encoding: 'utf8', stdio: 'pipe' });

  it('takes the configurations and the rules', () => {
    expect(run('check', 'config', 'prometheus.yml')).toContain('12 rules found');
    expect(alerts).toHaveLength(12);
  });

  it('takes the configuration for Kubernetes too, but for the discovery that Debian leaves out', () => {
    const { kubernetes_sd_configs: discovery, ...rest } = Kubernetes.parse(
      parse(projectFile(`${folder}/prometheus-kubernetes.yml`)),
    ).scrape_configs[0];
    expect(discovery).toEqual([{ role: 'pod', namespaces: { names: ['courant'] } }]);
    const copy = join(mkdtempSync(join(tmpdir(), 'courant-prometheus-')), 'prometheus.yml');
    writeFileSync(copy, stringify({ scrape_configs: [rest] }));
    expect(run('check', 'config', copy)).toContain('SUCCESS');
    rmSync(dirname(copy), { recursive: true });
  });

  it('raises each alert when it should, and none while all is well', () => {
    expect(run('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });
});
