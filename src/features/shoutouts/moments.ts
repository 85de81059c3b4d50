import type { Action, ActionReply } from '../../slack/router/feature.ts';
import { contextBlock, heading, paragraph, prose } from '../../slack/ui/blocks.ts';
import { message } from '../../slack/ui/message.ts';
import { peopleLine } from '../../slack/ui/sentence.ts';
import { isPublicChannel, readsPublicChannels } from './audience.ts';
import { quote } from './card/card.ts';
import type { ShoutoutDeps } from './deps.ts';
import { skillTitle } from './parse/skill-names.ts';
import { momentsOf } from './records/history.ts';
import type { Shoutout } from './shoutout.ts';
import { today } from './today.ts';

const maxMoments = 3;

/**
 * Shows moments of a skill whose people agreed to have theirs retold, to the person who asks. They
 * are behind a button because entries are the same for everyone and rendered in advance. Those of
 * a private channel are told in that channel alone.
 */
export const showMoments =
  (deps: ShoutoutDeps) =>
  async ({ workspace, user, channel: here, value: skill }: Action): Promise<ActionReply> => {
    const content = deps.content();
    const { words, language } = content;
    const [date, readsAll] = await Promise.all([
      today(deps, { workspace, user }),
      readsPublicChannels(deps, { workspace, user }),
    ]);
    const readable = new Map<string, boolean>([[here, true]]);
    const mayTell = async ({ channel = '' }: Shoutout): Promise<boolean> => {
      const known = readable.get(channel);
      if (known !== undefined) return known;
      const may = readsAll && (await isPublicChannel(deps, workspace, channel));
      readable.set(channel, may);
      return may;
    };
    const isSkill = content.library.find(skill)?.kind === 'skill';
    const moments = isSkill
      ? await momentsOf(deps, { workspace, skill, today: date }, maxMoments, mayTell)
      : [];
    const title = heading(words('shoutout.moments.title', { skill: skillTitle(content, skill) }));
    if (moments.length === 0)
      return { tell: message([title, paragraph(words('shoutout.moments.none'))]) };
    const quotes = moments.flatMap(({ people, text }) => [
      prose(peopleLine(language, people)),
      quote(text),
    ]);
    return { tell: message([title, ...quotes, contextBlock(words('shoutout.moments.note'))]) };
  };
