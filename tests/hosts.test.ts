import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { readSettings, settingNames } from '../src/config.ts';

type Yaml = { readonly [name: string]: Yaml } & readonly Yaml[] & string;

const textOf = (path: string) => readFileSync(path, 'utf8');
const yaml = (path: string) => load(textOf(path)) as Yaml;
const dockerfile = textOf('Dockerfile');
const volume = /^VOLUME (\S+)$/m.exec(dockerfile)?.[1] ?? '';
const byDefault = readSettings({
  SLACK_BOT_TOKEN: 'xoxb-1-a',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
}).value;

/** Requests in flight and a run of the outbox, each of which may take ten seconds. */
const stopSeconds = 20;

/** How long a start goes on trying while Slack is out of order. */
const startSeconds = 120;

const compose = yaml('compose.yaml');
const fly = textOf('fly.toml');
const render = yaml('render.yaml');
const deployment = yaml('deploy/kubernetes/deployment.yaml');
const pod = deployment.spec?.template?.spec;
const container = pod?.containers?.[0];

const flyEnv = /^\[env\]\n(?<lines>(?: .*\n)*)/m.exec(fly)?.groups?.lines ?? '';
const variables: readonly (readonly [string, readonly string[]])[] = [
  ['compose.yaml', Object.keys(compose.services?.app?.environment ?? {})],
  ['fly.toml', [...flyEnv.matchAll(/(\w+) =/g)].map(([, name]) => name ?? '')],
  ['fly.toml', [...fly.matchAll(/\b(SLACK_\w+|\w+_URL)\b/g)].map(([, name]) => name ?? '')],
  ['render.yaml', render.services?.[0]?.envVars?.map(({ key }) => String(key)) ?? []],
];

test.each(variables)('%s sets only what the app reads', (_, names) => {
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !settingNames.includes(name))).toEqual([]);
});

test.each([
  ['compose.yaml', Number.parseInt(compose.services?.app?.stop_grace_period ?? '', 10)],
  ['fly.toml', Number(/^kill_timeout = "(\d+)s"$/m.exec(fly)?.[1])],
  ['render.yaml', Number(render.services?.[0]?.maxShutdownDelaySeconds)],
  ['Kubernetes', Number(pod?.terminationGracePeriodSeconds)],
])('%s gives the app time to stop', (_, seconds) => {
  expect(seconds).toBeGreaterThan(stopSeconds);
});

test('compose keeps SQLite in the volume of the image, and starts what the image starts', () => {
  const app = compose.services?.app;
  expect(app?.volumes).toEqual([`data:${volume}`]);
  expect(app?.read_only).toBe(true);
  expect(app).not.toHaveProperty('command');
  const store = /:-(.+)\}/.exec(app?.environment?.STORE_URL ?? '')?.[1];
  expect(store).toBe(byDefault?.storeUrl);
  expect(app?.ports).toEqual(['127.0.0.1:3000:3000']);
});

test('the stores of compose are those that its comments name', () => {
  const urls = [...textOf('compose.yaml').matchAll(/STORE_URL=(\S+)/g)].map(([, url]) => url ?? '');
  expect(urls).toHaveLength(2);
  for (const url of urls) {
    const { hostname, protocol } = new URL(url.replace('…', 'secret'));
    expect(compose.services).toHaveProperty(hostname);
    expect(protocol).toBe(`${hostname}:`);
  }
});

test('Kubernetes asks the ports that the app opens, and gives it no more than it needs', () => {
  const port = byDefault?.slack.by === 'http' ? byDefault.slack.port : undefined;
  expect(container?.ports).toEqual([
    { name: 'http', containerPort: port },
    { name: 'ops', containerPort: byDefault?.opsPort },
  ]);
  const startup = container?.startupProbe;
  expect(startup?.httpGet).toEqual({ path: '/healthz', port: 'ops' });
  const patience = Number(startup?.periodSeconds) * Number(startup?.failureThreshold);
  expect(patience).toBeGreaterThan(startSeconds);
  expect(container?.livenessProbe?.httpGet).toEqual({ path: '/healthz', port: 'ops' });
  expect(container?.readinessProbe?.httpGet).toEqual({ path: '/readyz', port: 'ops' });
  expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
  expect(container?.securityContext).toMatchObject({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
  });
  const image = yaml('deploy/kubernetes/kustomization.yaml').images?.[0];
  expect(image).toMatchObject({ name: container?.image, newTag: packageJson.version });
});

test('Fly asks the port that the app opens', () => {
  expect(fly).toContain(`port = ${byDefault?.opsPort}\n  path = "/readyz"`);
});

test('workflows pin every action, and run what there is', () => {
  const workflows = globSync('.github/workflows/*.yml').map(textOf).join('\n');
  const actions = [...workflows.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/@(v\d+(\.\d+)*|[0-9a-f]{40})$/);
  expect(workflows).toContain('run: .ci/run');
  expect(textOf('.ci/run')).toMatch(/^#!/);
});
