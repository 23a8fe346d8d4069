import { GROUPS, TOPICS } from '#contracts/topics.js';
import { SERVICES } from '#runtime/config/settings.js';
import { z } from 'zod';
import { describeWithProgram } from './testing/describe-with-program.js';
import { kustomized, type Manifest } from './testing/kustomized.js';
import { manifestFaults } from './testing/manifest-faults.js';
import { projectFile } from './testing/project-file.js';

const Labels = z.record(z.string(), z.string());
const Probe = z.looseObject({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const Container = z.looseObject({
  args: z.array(z.string()).default([]),
  image: z.string(),
  ports: z.array(z.looseObject({ name: z.string(), containerPort: z.number() })),
  startupProbe: Probe.optional(),
  readinessProbe: Probe,
  livenessProbe: Probe,
  resources: z.object({ requests: Labels, limits: Labels }),
  securityContext: z.unknown(),
});
const Deployment = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      metadata: z.looseObject({ labels: Labels }),
      spec: z.looseObject({
        automountServiceAccountToken: z.boolean(),
        serviceAccountName: z.string(),
        securityContext: z.looseObject({ runAsNonRoot: z.boolean() }),
        containers: z.tuple([Container]),
      }),
    }),
  }),
});
const Autoscaler = z.looseObject({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({ name: z.string() }),
    minReplicas: z.number(),
    maxReplicas: z.number(),
    metrics: z.array(
      z.looseObject({
        external: z
          .looseObject({ metric: z.object({ name: z.string(), selector: z.object({ matchLabels: Labels }) }) })
          .optional(),
      }),
    ),
  }),
});
const Budget = z.looseObject({ spec: z.looseObject({ selector: z.object({ matchLabels: Labels }) }) });
const KubernetesService = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({ selector: Labels, ports: z.tuple([z.looseObject({ port: z.number() })]) }),
});

const selects = (selector: Record<string, string>, labels: Record<string, string>): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describeWithProgram('deploy/kubernetes', 'kubectl', (kubectl) => {
  let manifests: Manifest[];
  beforeAll(() => {
    manifests = kustomized(kubectl);
  });
  const all = <Shape>(kind: string, shape: z.ZodType<Shape>): Shape[] =>
    manifests.filter((manifest) => manifest.kind === kind).map((manifest) => shape.parse(manifest));
  const deployments = (): Array<z.infer<typeof Deployment>> => all('Deployment', Deployment);

  it('is what the Kubernetes API describes, with no field that it does not know', () => {
    expect(manifestFaults(manifests)).toEqual([]);
    const [first] = manifests.filter(({ kind }) => kind === 'Deployment');
    const wrong = { ...first!, spec: { ...(first!['spec'] as object), replica: 2 } };
    const labels = { ...first!, metadata: { ...first!.metadata, labels: 7 } } as never;
    const found = manifestFaults([wrong, labels]).join('\n');
    expect(found).toContain(`'"replica"' does not exist in type`);
    expect(found).toContain('labels must be object');
  }, 60_000);

  it('runs every service by its own command from one image, and the proxy', () => {
    const commands = new Map(
      deployments().map(({ metadata, spec }) => [metadata.name, spec.template.spec.containers[0]]),
    );
    expect([...commands.keys()].sort()).toEqual([...SERVICES, 'proxy'].map((name) => `courant-${name}`).sort());
    const own = SERVICES.map((service) => [service, commands.get(`courant-${service}`)!] as const);
    for (const [service, { args }] of own) expect(args).toEqual([`--services=${service}`]);
    expect(new Set(own.map(([, { image }]) => image)).size).toBe(1);
  });

  it('gives containers a file system they cannot write, no rights, no token, and a share of memory and processors', () => {
    for (const { metadata, spec } of deployments()) {
      const { automountServiceAccountToken, serviceAccountName, securityContext, containers } = spec.template.spec;
      expect({ serviceAccountName, automountServiceAccountToken }).toEqual({
        serviceAccountName: metadata.name,
        automountServiceAccountToken: false,
      });
      expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(containers[0].securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(Object.keys(containers[0].resources.requests)).toEqual(['cpu', 'memory']);
      expect(containers[0].resources.limits['memory']).toBeDefined();
    }
  });

  it('asks services for readiness until they started, and afterwards whether they live, on their own port', () => {
    for (const { metadata, spec } of deployments()) {
      const { startupProbe, readinessProbe, livenessProbe, ports } = spec.template.spec.containers[0];
      const live = metadata.name === 'courant-proxy' ? '/proxy/live' : '/health/live';
      expect(livenessProbe.httpGet).toEqual({ path: live, port: ports[0]?.name });
      expect(readinessProbe.httpGet).toEqual({ path: live, port: ports[0]?.name });
      if (live === '/health/live') expect(startupProbe?.httpGet).toEqual({ path: '/health/ready', port: 'http' });
    }
  });

  it('scales each consumer by the lag of a group that there is, from two replicas to as many as partitions', () => {
    const scaled = all('HorizontalPodAutoscaler', Autoscaler).map(({ spec }) => {
      const metric = spec.metrics.find(({ external }) => external !== undefined)?.external?.metric;
      expect(metric?.name).toBe('courant_consumer_lag');
      expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: TOPICS.articles.partitions });
      return [spec.scaleTargetRef.name, metric?.selector.matchLabels['group']];
    });
    expect(Object.fromEntries(scaled)).toEqual({
      'courant-ingestion': GROUPS.ingestionReceipts,
      'courant-search': GROUPS.searchIndexer,
      'courant-related': GROUPS.relatedProfiler,
      'courant-newsletter': GROUPS.newsletterCollector,
    });
  });

  it('has a disruption budget and a service for every deployment and no other', () => {
    const budgets = all('PodDisruptionBudget', Budget).map(({ spec }) => spec.selector.matchLabels);
    const services = all('Service', KubernetesService).map(({ spec }) => spec.selector);
    const pods = deployments().map(({ spec }) => spec.template.metadata.labels);
    for (const selectors of [budgets, services]) {
      const chosen = selectors.map((selector) => pods.filter((labels) => selects(selector, labels)));
      expect(chosen.map(({ length }) => length)).toEqual(pods.map(() => 1));
      expect(new Set(chosen.flat()).size).toBe(pods.length);
    }
  });

  it('lets the proxy find each service where there is one', () => {
    const places = all('Service', KubernetesService).map(
      ({ metadata, spec }) => `${metadata.name}:${spec.ports[0].port}`,
    );
    const upstreams = [...projectFile('deploy/proxy/kubernetes-upstreams.conf').matchAll(/server (\S+);/g)];
    expect(upstreams).toHaveLength(SERVICES.length);
    for (const [, place = ''] of upstreams) expect(places).toContain(place);
    const ingress = JSON.stringify(manifests.find(({ kind }) => kind === 'Ingress'));
    expect(ingress).toContain('{"service":{"name":"courant-proxy","port":{"name":"http"}}}');
  });

  it('forbids by default what no policy allows, and lets only newsletters send mail', () => {
    const policies = new Map(
      manifests
        .filter(({ kind }) => kind === 'NetworkPolicy')
        .map(({ metadata, spec }) => [metadata.name, spec as { podSelector: { matchLabels: Record<string, string> } }]),
    );
    expect(policies.get('courant-nothing-else')).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    const senders = deployments().filter(({ spec }) =>
      selects(policies.get('courant-mail')!.podSelector.matchLabels, spec.template.metadata.labels),
    );
    expect(senders.map(({ metadata }) => metadata.name)).toEqual(['courant-newsletter']);
  });

  it('holds no secret: they are made beside it, into a file that is never committed', () => {
    expect(projectFile('deploy/kubernetes/overlays/production/kustomization.yaml')).toContain('envs: [secrets.env]');
    expect(projectFile('.gitignore').split('\n')).toContain('secrets.env');
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toHaveLength(1);
  });
});
