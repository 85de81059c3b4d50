import { parseArgs } from 'node:util';
import { startPlayground } from './index.ts';

const usage = `A local Slack for any app:

  node playground/main.ts --manifest manifest.yml [--port 4000] [--request-url http://localhost:3000/slack/events]
       [--add-url http://localhost:3000/slack/install]

Without a request URL the app connects by Socket Mode. With an address of “Add to Slack” there are
four workspaces, two of them in an organisation, and you add the app to them.
`;

const { values } = parseArgs({
  options: {
    manifest: { type: 'string' },
    port: { type: 'string', default: '4000' },
    'request-url': { type: 'string' },
    'add-url': { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

async function main(manifest: string): Promise<void> {
  const requestUrl = values['request-url'];
  const addUrl = values['add-url'];
  const { slack, url, environment } = await startPlayground({
    manifest,
    port: Number(values.port),
    ...(requestUrl !== undefined && { requestUrl }),
    isToBeAdded: addUrl !== undefined,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  if (addUrl !== undefined) slack.offerAt(addUrl);
  const lines = Object.entries(environment).map(([name, value]) => `  ${name}=${value}\n`);
  process.stdout.write(`The local Slack is at ${url}\nStart the app with\n\n${lines.join('')}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void slack.close());
  }
}

if (values.help || values.manifest === undefined) {
  process.stdout.write(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  main(values.manifest).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
