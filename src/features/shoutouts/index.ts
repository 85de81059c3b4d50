import { dateIn } from '../../calendar/today.ts';
import type { Entry } from '../../content/entry.ts';
import type { Reads } from '../../ports/store.ts';
import { whenChannelEnds } from '../../slack/router/channel-ends.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { type Giver, isPublicChannel, seemsToGive } from './audience.ts';
import { bundleKind, bundleTask } from './bundle/bundle.ts';
import { bundleChanged, bundlesTask } from './bundle/show-bundle.ts';
import { messagesTask } from './card/announce.ts';
import { approve, keepPrivate } from './card/consent-actions.ts';
import { moveReports, noteMove, reportsKind, reportsTask } from './card/move-reports.ts';
import { dismissReport, hideReported, reportShoutout } from './card/report-actions.ts';
import { addWitness } from './card/witness-action.ts';
import { careCoverage, showCoverage, showWorkspace } from './coverage/command.ts';
import { countTry, coverage, skillWeights } from './coverage/coverage.ts';
import type { ShoutoutDeps } from './deps.ts';
import { careShoutout, careThanks, shoutoutCommand } from './give/command.ts';
import { emptyDraft } from './give/draft.ts';
import { openEmptyForm, openForm, openFormForMessage, submitForm } from './give/form-actions.ts';
import { careMe, showOverview, showPage } from './me/command.ts';
import {
  coverageOnHome,
  type OnHome,
  preferencesOnHome,
  recapsOnHome,
  thanksOnHome,
} from './me/home.ts';
import { openPreferences, savePreferences } from './me/preferences-form.ts';
import {
  chooseFromMenu,
  keepShoutout,
  makePrivateFromMessage,
  postMissingCard,
  showChoices,
  showFromMessage,
  undoShoutout,
} from './menu-actions.ts';
import { showMoments } from './moments.ts';
import { shoutoutData } from './personal/personal-data.ts';
import { careRecap } from './recap/command.ts';
import { recapAppointment, recapKind, recapPlanKey } from './recap/plan.ts';
import {
  openRecapForm,
  recapOff,
  recapOn,
  recapStop,
  saveRecap,
  showRecap,
  showRecapNow,
} from './recap/plan-actions.ts';
import { endRecap, recapPlanner } from './recap/planner.ts';
import { shareRecap } from './recap/preview.ts';
import { taskKind } from './records/repository.ts';
import { routes } from './routes.ts';

export { indexedShoutouts } from './records/indexes.ts';

/** Shout-outs: thanks to colleagues for a real moment of care. */
export function registerShoutouts(deps: ShoutoutDeps) {
  const feature: Feature = {
    commands: { '/shoutout': shoutoutCommand(deps) },
    care: {
      shoutout: careShoutout(deps),
      thanks: careThanks(deps),
      me: careMe(deps),
      coverage: careCoverage(deps),
      recap: careRecap(deps),
    },
    actions: [
      routes.open.handle(openForm(deps)),
      routes.witness.handle(addWitness(deps)),
      routes.more.handle(showChoices(deps)),
      routes.choice.handle(chooseFromMenu(deps, 'choices')),
      routes.sureDelete.handle(undoShoutout(deps)),
      routes.keep.handle(keepShoutout(deps)),
      routes.cardMenu.handle(chooseFromMenu(deps, 'card')),
      routes.historyMenu.handle(chooseFromMenu(deps, 'history')),
      routes.postCard.handle(postMissingCard(deps)),
      routes.undo.handle(undoShoutout(deps)),
      routes.approve.handle(approve(deps)),
      routes.keepPrivate.handle(keepPrivate(deps)),
      routes.showAgain.handle(showFromMessage(deps)),
      routes.makePrivate.handle(makePrivateFromMessage(deps)),
      routes.preferences.handle(openPreferences(deps)),
      routes.moments.handle(showMoments(deps)),
      routes.hideReported.handle(hideReported(deps)),
      routes.dismissReport.handle(dismissReport(deps)),
      routes.overview.handle(showOverview(deps)),
      routes.page.handle(showPage(deps)),
      routes.coverage.handle(showCoverage(deps)),
      routes.workspaceCoverage.handle(showWorkspace(deps)),
      routes.recapNow.handle(showRecapNow(deps)),
      routes.shareRecap.handle(shareRecap(deps)),
      routes.recapOn.handle(recapOn(deps)),
      routes.recapOff.handle(recapOff(deps)),
      routes.recapStop.handle(recapStop(deps)),
      routes.recapShow.handle(showRecap(deps)),
      routes.recapForm.handle(openRecapForm(deps)),
    ],
    shortcuts: {
      'shoutout.anywhere': openEmptyForm(deps),
      'shoutout.message': openFormForMessage(deps),
    },
    views: [
      routes.form.handle(submitForm(deps)),
      routes.preferencesForm.handle(savePreferences(deps)),
      routes.reportForm.handle(reportShoutout(deps)),
      routes.recapSave.handle(saveRecap(deps)),
    ],
    events: whenChannelEnds(async ({ workspace, id }, reason) => {
      await endRecap(deps, { workspace, channel: id }, reason);
      await deps.outbox.cancel(recapAppointment(workspace, id));
    }),
  };

  /** "Give a shout-out", on skills only. */
  const buttonFor = (entry: Entry): readonly ButtonSpec[] =>
    entry.kind === 'skill' ? [giveButton(deps, entry, 'shoutout.button')] : [];
  const momentsFor = (entry: Entry): readonly ButtonSpec[] => {
    if (entry.kind !== 'skill') return [];
    const label = deps.content().words('shoutout.moments.button');
    const spoken = `${label}: ${entry.title}`;
    return [routes.moments.button({ label, value: entry.id, spoken })];
  };
  const menuButtons = (): readonly ButtonSpec[] => {
    const { words } = deps.content();
    return [
      openButton(),
      routes.overview.button({ label: words('me.button') }),
      routes.coverage.button({ label: words('coverage.button') }),
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
  const tried = async (
    workspace: string,
    { press, date: day, channel, ...attempt }: Attempt,
  ): Promise<void> => {
    const inPublicChannel =
      channel !== undefined && (await isPublicChannel(deps, workspace, channel));
    await countTry(deps, press, { workspace, day, channel, inPublicChannel, ...attempt });
  };

  const withReads = (reads: Reads): ShoutoutDeps => ({
    ...deps,
    store: { ...deps.store, ...reads },
  });

  /** The button "Give a shout-out". */
  const openButton = (): ButtonSpec =>
    routes.open.button({ label: deps.content().words('shoutout.button'), value: emptyDraft });

  return {
    feature,
    openButton,
    seemsToGive: (person: Giver) => seemsToGive(deps, person),
    onHome: {
      thanks: (person: OnHome, reads: Reads) => thanksOnHome(withReads(reads), person),
      recaps: (person: OnHome, reads: Reads) => recapsOnHome(withReads(reads), person),
      coverage: (person: OnHome, reads: Reads) => coverageOnHome(withReads(reads), person),
      preferences: (person: OnHome, reads: Reads) => preferencesOnHome(withReads(reads), person),
    },
    bundles: {
      task: (workspace: string, channel: string) => bundleTask({ workspace, channel }),
      changed: (workspace: string, channel: string) => bundleChanged(deps, { workspace, channel }),
    },
    tasks: [
      [taskKind, messagesTask(deps)],
      [bundleKind, bundlesTask(deps)],
      [reportsKind, reportsTask(deps)],
    ] as const,
    planners: [[recapKind, recapPlanner(deps)]] as const,
    /** A recap that waits for a channel is composed anew, in the language that it reads now. */
    composeAnew: async (workspace: string, channel: string): Promise<void> => {
      const plan = await deps.store.get(recapPlanKey(workspace, channel));
      if (plan?.isOn)
        await deps.outbox.arrange(recapAppointment(workspace, channel), { isSamePlan: true });
    },
    noteMove: (workspace: string) => noteMove(deps, workspace),
    moveReports: (workspace: string) => moveReports(deps, workspace),
    /** Sends a person the shout-outs that everybody may read. */
    sendAll: async (workspace: string, user: string) => {
      // Loaded on demand, because it imports a library that little else needs.
      const { sendShoutouts } = await import('./send-export.ts');
      return sendShoutouts(deps, workspace, user);
    },
    personalData: shoutoutData(deps),
    menuButtons,
    buttonFor,
    momentsFor,
    sawButton,
    leaningsOf,
    tried,
  };
}

function giveButton(
  { content }: ShoutoutDeps,
  { id, title }: Entry,
  key: 'shoutout.button' | 'tips.saw',
): ButtonSpec {
  const label = content().words(key);
  return routes.open.button({ label, value: id, spoken: `${label}: ${title}` });
}
