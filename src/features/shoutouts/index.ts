import { dateIn } from '../../calendar/today.ts';
import type { Entry } from '../../content/entry.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { approve, keepPrivate } from './card/consent-actions.ts';
import { dismissReport, hideReported } from './card/report-actions.ts';
import { addWitness } from './card/witness-action.ts';
import { careCoverage, showWorkspace } from './coverage/command.ts';
import { countTry, coverage, skillWeights } from './coverage/coverage.ts';
import type { ShoutoutDeps } from './deps.ts';
import { careShoutout, careThanks, shoutoutCommand } from './give/command.ts';
import { openEmptyForm, openForm, openFormForMessage, submitForm } from './give/form-actions.ts';
import { careMe, exportHistory, showOverview, showPage } from './me/command.ts';
import { openPreferences, savePreferences } from './me/preferences-form.ts';
import { chooseFromMenu, postMissingCard, undoShoutout } from './menu-actions.ts';
import { showMoments } from './moments.ts';

export { indexedShoutouts } from './records/indexes.ts';

/** Shout-outs: thanks to colleagues for a real moment of care. */
export function registerShoutouts(deps: ShoutoutDeps) {
  const feature: Feature = {
    commands: { '/shoutout': shoutoutCommand(deps) },
    care: {
      shoutout: careShoutout(deps),
      'shout-out': careShoutout(deps),
      thanks: careThanks(deps),
      thank: careThanks(deps),
      me: careMe(deps),
      coverage: careCoverage(deps),
    },
    actions: {
      'shoutout.open': openForm(deps),
      'shoutout.saw': addWitness(deps),
      'shoutout.card': chooseFromMenu(deps, 'card'),
      'shoutout.mine': chooseFromMenu(deps, 'history'),
      'shoutout.show': postMissingCard(deps),
      'shoutout.undo': undoShoutout(deps),
      'shoutout.agree': approve(deps),
      'shoutout.keep': keepPrivate(deps),
      'shoutout.preferences': openPreferences(deps),
      'shoutout.moments': showMoments(deps),
      'shoutout.hide': hideReported(deps),
      'shoutout.leave': dismissReport(deps),
      'me.overview': showOverview(deps),
      'me.page': showPage(deps),
      'me.export': exportHistory(deps),
      'coverage.workspace': showWorkspace(deps),
    },
    shortcuts: {
      'shoutout.anywhere': openEmptyForm(deps),
      'shoutout.message': openFormForMessage(deps),
    },
    views: { 'shoutout.give': submitForm(deps), 'shoutout.choose': savePreferences(deps) },
  };

  /** "Give a shout-out", on skills only. */
  const buttonFor = (entry: Entry): readonly ButtonSpec[] =>
    entry.kind === 'skill' ? [giveButton(deps, entry, 'shoutout.button')] : [];
  const momentsFor = (entry: Entry): readonly ButtonSpec[] => {
    if (entry.kind !== 'skill') return [];
    const label = deps.content().words('shoutout.moments.button');
    const spoken = `${label}: ${entry.title}`;
    return [{ action: 'shoutout.moments', label, value: entry.id, spoken }];
  };
  const menuButtons = (): readonly ButtonSpec[] => {
    const { words } = deps.content();
    return [
      { action: 'shoutout.open', label: words('shoutout.button'), value: '{}' },
      { action: 'me.overview', label: words('me.button'), value: 'overview' },
    ];
  };
  const sawButton = (entry: Entry): ButtonSpec => giveButton(deps, entry, 'tips.saw');

  /** The weight of each skill for tips to a channel or, without one, to the workspace. */
  const leaningsOf = async (workspace: string, channel: string | undefined) => {
    const today = dateIn('UTC', deps.clock.now());
    const found = await coverage(deps, { workspace, channel, today });
    const skills = deps.content().library.list('skill');
    const weights = skillWeights(
      found,
      skills.map(({ id }) => id),
      today,
    );
    return (skill: string): number => weights.get(skill) ?? 1;
  };
  type Attempt = {
    /** The same for every delivery of the same press. */
    readonly press: string;
    readonly skill: string;
    readonly date: string;
    readonly channel?: string | undefined;
    readonly user: string;
  };
  const tried = (workspace: string, { press, date, ...attempt }: Attempt): Promise<void> =>
    countTry(deps, press, { workspace, day: date, channel: attempt.channel, ...attempt });

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
