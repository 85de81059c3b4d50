/** Bolt with its defaults and one listener that acknowledges the same answers as the app. */
import { readFileSync } from 'node:fs';
import { App } from '@slack/bolt';
import { botToken, signingSecret } from '../signing.ts';

const [port, slackApiUrl, file = ''] = process.argv.slice(2);
/** By what was typed; '' for anything else. */
const answers = new Map<string, object>(
  Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>),
);
const app = new App({
  token: botToken,
  signingSecret,
  clientOptions: { slackApiUrl: slackApiUrl ?? '' },
});
app.command(/./, async ({ command, ack }) => ack(answers.get(command.text) ?? answers.get('')));
await app.start(Number(port));
