import type { Entry } from '../../content/entry.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { agree, keepPrivate } from './card/consent-actions.ts';
import { hideIt, leaveIt } from './card/report-actions.ts';
import { addWitness } from './card/witness-action.ts';
import { coverageWord, showWorkspace } from './coverage/command.ts';
import { countTry, coverage, leanings } from './coverage/coverage.ts';
import type { ShoutoutDeps } from './deps.ts';
import { shoutoutCommand, shoutoutWord, thanksWord } from './give/command.ts';
import { anywhere, openForm, submit, thankForThis } from './give/form-actions.ts';
import { exportMine, meWord, showOverview, showPage } from './me/command.ts';
import { openPreferences, savePreferences } from './me/preferences.ts';
import { chosen, show, undo } from './menu-actions.ts';
import { showMoments } from './moments.ts';
import { dayIn } from './shoutout.ts';

export { indexedShoutouts } from './records/indexes.ts';

/** Thanks for a real moment of care: given, shown, and kept. */
export function registerShoutouts(parts: ShoutoutDeps) {
  const feature: Feature = {
    commands: { '/shoutout': shoutoutCommand(parts) },
    care: {
      shoutout: shoutoutWord(parts),
      'shout-out': shoutoutWord(parts),
      thanks: thanksWord(parts),
      thank: thanksWord(parts),
      me: meWord(parts),
      coverage: coverageWord(parts),
    },
    actions: {
      'shoutout.open': openForm(parts),
      'shoutout.saw': addWitness(parts),
      'shoutout.card': chosen(parts, 'card'),
      'shoutout.mine': chosen(parts, 'history'),
      'shoutout.show': show(parts),
      'shoutout.undo': undo(parts),
      'shoutout.agree': agree(parts),
      'shoutout.keep': keepPrivate(parts),
      'shoutout.preferences': openPreferences(parts),
      'shoutout.moments': showMoments(parts),
      'shoutout.hide': hideIt(parts),
      'shoutout.leave': leaveIt(parts),
      'me.overview': showOverview(parts),
      'me.page': showPage(parts),
      'me.export': exportMine(parts),
      'coverage.workspace': showWorkspace(parts),
    },
    shortcuts: {
      'shoutout.anywhere': anywhere(parts),
      'shoutout.message': thankForThis(parts),
    },
    views: { 'shoutout.give': submit(parts), 'shoutout.choose': savePreferences(parts) },
  };

  /** "Give a shout-out" below a skill, and below nothing else. */
  const buttonFor = (entry: Entry): readonly ButtonSpec[] =>
    entry.kind === 'skill' ? [giveButton(parts, entry, 'shoutout.button')] : [];
  const momentsFor = (entry: Entry): readonly ButtonSpec[] => {
    if (entry.kind !== 'skill') return [];
    const label = parts.content().words('shoutout.moments.button');
    const spoken = `${label}: ${entry.title}`;
    return [{ action: 'shoutout.moments', label, value: entry.id, spoken }];
  };
  /** The form, and what one received and gave. */
  const menuButtons = (): readonly ButtonSpec[] => {
    const { words } = parts.content();
    return [
      { action: 'shoutout.open', label: words('shoutout.button'), value: '{}' },
      { action: 'me.overview', label: words('me.button'), value: 'overview' },
    ];
  };
  const sawButton = (entry: Entry): ButtonSpec => giveButton(parts, entry, 'tips.saw');

  /** How much a team, or with no channel a workspace, needs each skill. */
  const leaningsOf = async (workspace: string, channel: string | undefined) => {
    const today = dayIn('UTC', parts.clock.now());
    const found = await coverage(parts, { workspace, channel, today });
    const skills = parts.content().library.list('skill');
    const weights = leanings(
      found,
      skills.map(({ id }) => id),
      today,
    );
    return (skill: string): number => weights.get(skill) ?? 1;
  };
  type Attempt = {
    readonly press: string;
    readonly skill: string;
    readonly date: string;
    readonly channel?: string | undefined;
    readonly user: string;
  };
  const tried = (workspace: string, { press, date, ...attempt }: Attempt): Promise<void> =>
    countTry(parts, press, { workspace, day: date, channel: attempt.channel, ...attempt });

  return { feature, menuButtons, buttonFor, momentsFor, sawButton, leaningsOf, tried };
}

function giveButton(
  { content }: ShoutoutDeps,
  { id, title }: Entry,
  key: 'shoutout.button' | 'tips.saw',
): ButtonSpec {
  const label = content().words(key);
  return { action: 'shoutout.open', label, value: id, spoken: `${label}: ${title}` };
}
