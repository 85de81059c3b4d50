/**
 * Prints manifest.yml for HTTP instead of Socket Mode: `npm run --silent manifest -- https://care.example.com`.
 * The one file stays the source; only what differs is changed.
 */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

const [address] = process.argv.slice(2);
if (!address || !URL.canParse(address) || new URL(address).protocol !== 'https:') {
  process.stderr.write(
    'Say where Slack reaches the app: npm run --silent manifest -- https://care.example.com\n',
  );
  process.exit(1);
}

const requests = new URL('/slack/events', address).href;
const manifest = parseDocument(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
const commands = manifest.getIn(['features', 'slash_commands']) as {
  items: { set: (key: string, value: string) => void }[];
};
for (const command of commands.items) command.set('url', requests);
manifest.setIn(['settings', 'event_subscriptions', 'request_url'], requests);
manifest.setIn(['settings', 'interactivity', 'request_url'], requests);
manifest.setIn(['settings', 'socket_mode_enabled'], false);
process.stdout.write(manifest.toString());
