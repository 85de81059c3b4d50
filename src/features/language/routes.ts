import type { z } from 'zod';
import { action } from '../../slack/router/routes.ts';
import { spaceSeparated, word } from '../../slack/router/value-formats.ts';

/** In place of a language: what Slack says. */
export const asInSlack = 'slack';

/** The tag of a language, or `asInSlack`. */
const wanted = word;

const channelValue = spaceSeparated({
  channel: word.regex(/^[CG][A-Z0-9]{1,39}$/),
  language: wanted,
});
export type ChannelLanguage = z.infer<typeof channelValue>;

export const routes = {
  show: action('language.show'),
  choose: action('language.choose', wanted),
  chooseForChannel: action('language.channel', channelValue),
};
