import { loadHolidays } from '../../calendar/holidays.ts';
import type { IsHoliday } from '../../calendar/occurrences.ts';
import type { Content } from '../../content/content.ts';
import type { Audit } from '../../ports/audit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { InLanguageOf } from '../../ports/languages.ts';
import type { Log } from '../../ports/log.ts';
import type { Appointment, Outbox } from '../../ports/outbox.ts';
import type { Random } from '../../ports/random.ts';
import type { PlanRefusal } from '../../ports/roles.ts';
import type { Slacks } from '../../ports/slack.ts';
import type { Store } from '../../ports/store.ts';
import type { CareCommand, Reply } from '../../slack/router/feature.ts';
import type { Weights } from './deck.ts';
import type { Try } from './keys.ts';
import type { TipButtons } from './message.ts';
import type { Plan } from './plan.ts';

export type TipDeps = {
  readonly content: () => Content;
  readonly inLanguageOf: InLanguageOf;
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly slacks: Slacks;
  readonly outbox: Outbox;
  readonly log: Log;
  readonly audit: Pick<Audit, 'note'>;
  /** Why a person may not set up or change what a channel gets, if an administrator limits it. */
  readonly planRefusal: PlanRefusal;
  readonly buttons: TipButtons;
  /** `/care tips language …`; `undefined` if it is none. */
  readonly languageCommand: (command: CareCommand) => Promise<Reply | undefined>;
  /** Something has changed that the Home tabs of these people show. */
  readonly homeChanged: (workspace: string, users: readonly string[]) => void;
  /** How much a channel's team, or without a channel the workspace, needs each skill. */
  readonly leanings: (workspace: string, channel: string | undefined) => Promise<Weights>;
  /** What shows the thanks of a channel together; see `bundle` of a plan. */
  readonly bundles: {
    /** The task that a change of the plan notes. */
    readonly task: (workspace: string, channel: string) => Appointment;
    /** Follows a change at once. */
    readonly changed: (workspace: string, channel: string) => void;
  };
  /**
   * Counts a tried skill, and the person among the week's active people. Each press counts once.
   */
  readonly tried: (
    workspace: string,
    attempt: Pick<Try, 'press' | 'skill' | 'date' | 'channel'> & { readonly user: string },
  ) => Promise<void>;
};

/** Loaded only for plans that leave out holidays. */
export async function holidaysFor({ rule }: Pick<Plan, 'rule'>): Promise<IsHoliday | undefined> {
  return rule.holidays ? (await loadHolidays()).isHoliday : undefined;
}

/** The facts about holidays in a plan's status, with the name of the region as its reader knows it. */
export async function holidayFacts(
  { rule }: Pick<Plan, 'rule'>,
  { grammars }: Pick<Content, 'grammars'>,
) {
  if (!rule.holidays) return {};
  const { country, region } = rule.holidays;
  const { isHoliday, regions } = await loadHolidays();
  const regionName = regions(country, grammars[0]).find(({ code }) => code === region)?.name;
  return { isHoliday, regionName };
}

export async function weightsFor(
  { leanings }: Pick<TipDeps, 'leanings'>,
  workspace: string,
  { id, mode }: Plan,
  isPersonal: boolean,
): Promise<Weights> {
  if (mode === 'even') return () => 1;
  return leanings(workspace, isPersonal ? undefined : id);
}
