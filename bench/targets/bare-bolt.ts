/** Bolt with its defaults and one listener that acknowledges a constant. */
import { App } from '@slack/bolt';
import { botToken, signingSecret } from '../signing.ts';

const [port, slackApiUrl] = process.argv.slice(2);
const app = new App({
  token: botToken,
  signingSecret,
  clientOptions: { slackApiUrl: slackApiUrl ?? '' },
});
app.command(/./, async ({ ack }) => ack('ok'));
await app.start(Number(port));
