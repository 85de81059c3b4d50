import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { contextBlock, heading, prose } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { peopleLine } from '../../slack/ui/sentence.ts';
import { quote } from './card/card.ts';
import type { ShoutoutDeps } from './deps.ts';
import { skillTitle } from './parse/skill-lookup.ts';
import { momentsOf } from './records/history.ts';
import { today } from './today.ts';

const mostMoments = 3;

/**
 * Real moments of a skill, of colleagues who agreed that theirs may be told again; for the one who asks. An entry itself is the same for
 * everyone and ready before it is asked for, so they are behind a button.
 */
export const showMoments =
  (parts: ShoutoutDeps) =>
  async ({ workspace, user, value: skill }: Action): Promise<ActionReply> => {
    const content = parts.content();
    const { words, language } = content;
    const date = await today(parts, { workspace, user });
    const moments = await momentsOf(parts, { workspace, skill, today: date }, mostMoments);
    const title = words('shoutout.moments.title', { skill: skillTitle(content, skill) });
    const told = moments.flatMap(({ people, text }) => [
      prose(peopleLine(language, people)),
      quote(text),
    ]);
    const none = prose([{ text: words('shoutout.moments.none') }]);
    const body = told.length > 0 ? [...told, contextBlock(words('shoutout.moments.note'))] : [none];
    return { tell: message([heading(title), ...body]) };
  };
