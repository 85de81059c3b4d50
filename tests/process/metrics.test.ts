import { expect, onTestFinished, test } from 'vitest';
import { localSlack } from '../../playground/server/local-slack.ts';
import { manifest } from '../stories/extra-mile.ts';
import { appProcess } from './app-process.ts';

/** Writes the name of every package that is loaded to standard error. */
const watcher = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => {
  process.stderr.write(name + '\\n');
  return next(name, context);
} });`;

test('METRICS=on has metrics, and without it the library for them is not loaded', async () => {
  const slack = await localSlack({ manifest });
  onTestFinished(() => slack.close());
  const settings = {
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken(),
    SLACK_SIGNING_SECRET: slack.credentials.signingSecret,
  };
  const [on, off] = [{ METRICS: 'on' }, {}].map((more) =>
    appProcess(
      { ...settings, ...more },
      { args: [`--import=data:text/javascript,${encodeURIComponent(watcher)}`, 'src/main.js'] },
    ),
  );
  const statusOf = async (app: typeof on) => {
    const { opsPort } = (await app?.says('ready')) ?? {};
    return (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).status;
  };
  expect(await Promise.all([statusOf(on), statusOf(off)])).toEqual([200, 404]);
  expect([on, off].map((app) => app?.err().includes('prom-client\n'))).toEqual([true, false]);
  expect(off?.err()).toContain('pino\n');
}, 60_000);
