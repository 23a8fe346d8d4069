import { loadConfig } from '#runtime/config/load-config.js';
import { SERVICES } from '#runtime/config/settings.js';
import { VARIABLES } from '#runtime/config/variables.js';
import { z } from 'zod';
import { composeFile } from './testing/compose-file.js';
import { describeWithProgram } from './testing/describe-with-program.js';
import { kustomized } from './testing/kustomized.js';
import { madeEnv } from './testing/made-env.js';
import { projectFile } from './testing/project-file.js';
import { variablesIn } from './testing/variables-in.js';

type Environment = Readonly<Record<string, string>>;

/** What the image sets before anybody else does. */
const IMAGE: Environment = Object.fromEntries(
  [...projectFile('deploy/Dockerfile').matchAll(/^ENV (.*)$/gm)]
    .flatMap(([, line = '']) => line.split(' '))
    .map((setting) => setting.split('=') as [string, string]),
);

describe('The variables in everything that deploys', () => {
  it('are variables that the configuration knows', () => {
    const places = ['docker-compose.yml', 'deploy', 'README.md', 'docs/scaling.md', '.ci/run'];
    const used = variablesIn(...places);
    expect(new Set(used.map(([file]) => file)).size).toBeGreaterThan(5);
    const unknown = used.filter(([, name]) => !Object.hasOwn(VARIABLES, name.replace(/_FILE$/, '')));
    expect(unknown).toEqual([]);
  });
});

describe('docker compose', () => {
  const { services } = composeFile(madeEnv('--public-url=https://news.example').variables);

  it.each(SERVICES)(
    'gives %s a configuration that it takes, with everything that the distributed profile needs',
    (name) => {
      const { environment, command } = services[name]!;
      expect(loadConfig({ ...IMAGE, ...environment }, command)).toMatchObject({
        profile: 'distributed',
        services: [name],
        httpHost: '0.0.0.0',
        publicUrl: 'https://news.example',
        adminTokenIsNew: false,
      });
    },
  );

  it('would not start with a variable that was renamed', () => {
    const { COURANT_REDIS_URL: value = '', ...rest } = services['search']!.environment;
    const start = (): unknown => loadConfig({ ...IMAGE, ...rest, COURANT_VALKEY_URL: value }, []);
    expect(start).toThrow('COURANT_VALKEY_URL: unknown variable');
    expect(() => loadConfig({ ...IMAGE, ...rest }, [])).toThrow('COURANT_REDIS_URL');
  });
});

const Values = z.object({ data: z.record(z.string(), z.string()) });

describeWithProgram('Kubernetes', 'kubectl', (kubectl) => {
  it('gives every service a configuration that it takes, with everything that the distributed profile needs', () => {
    const manifests = kustomized(kubectl);
    const dataOf = (kind: string): Environment => {
      const found = manifests.find((one) => one.kind === kind && /^courant-[^-]+$/.test(one.metadata.name));
      return Values.parse(found).data;
    };
    const secrets = Object.entries(dataOf('Secret')).map(([key, value]) => [
      key,
      Buffer.from(value, 'base64').toString(),
    ]);
    const environment: Environment = { ...IMAGE, ...dataOf('ConfigMap'), ...Object.fromEntries(secrets) };
    for (const service of SERVICES)
      expect(loadConfig(environment, [`--services=${service}`])).toMatchObject({
        profile: 'distributed',
        services: [service],
        httpPort: 3000,
        publicUrl: 'https://news.example',
        smtpUrl: 'smtp://courant:password@mail.example:587',
        adminTokenIsNew: false,
      });
  });
});
