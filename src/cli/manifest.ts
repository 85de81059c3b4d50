/**
 * Prints manifest.yml for HTTP instead of Socket Mode: `npm run --silent manifest --
 * https://care.example.com`. manifest.yml stays the single source; only what differs is changed.
 */
import { readFileSync } from 'node:fs';
import { dump, load } from 'js-yaml';
import { printError, runCommand } from './command.ts';

type Manifest = {
  readonly features: { readonly slash_commands: readonly object[] };
  readonly settings: { readonly event_subscriptions: object; readonly interactivity: object };
};

const usage =
  'Name the address at which Slack reaches the app:' +
  ' npm run --silent manifest -- https://care.example.com';

await runCommand(async () => {
  const address = URL.parse(process.argv[2] ?? '');
  if (address?.protocol === 'https:') {
    process.stdout.write(manifestFor(new URL('/slack/events', address).href));
    return true;
  }
  printError(usage);
  return false;
});

function manifestFor(url: string): string {
  const file = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const manifest = load(file) as Manifest;
  const { features, settings } = manifest;
  const overHttp = {
    ...manifest,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((command) => ({ ...command, url })),
    },
    settings: {
      ...settings,
      event_subscriptions: { request_url: url, ...settings.event_subscriptions },
      interactivity: {
        ...settings.interactivity,
        request_url: url,
        message_menu_options_url: url,
      },
      socket_mode_enabled: false,
    },
  };
  return dump(overHttp, { lineWidth: 110 });
}
