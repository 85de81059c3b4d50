import { dateIn } from '../../calendar/today.ts';
import type { Content } from '../../content/content.ts';
import type { Entry } from '../../content/entry.ts';
import { type Key, put, type Reads, remove } from '../../ports/store.ts';
import type { Action, ActionReply } from '../../slack/router/feature.ts';
import {
  type ButtonSpec,
  buttons,
  choices,
  contextBlock,
  heading,
  paragraph,
  prose,
} from '../../slack/ui/blocks.ts';
import { type Message, message, type Part } from '../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../slack/ui/sentence.ts';
import { hash } from '../../text/hash.ts';
import { holidaysFor, type TipDeps } from './deps.ts';
import { tipsOf } from './draw-tip.ts';
import {
  type DrawState,
  drawKey,
  focusKey,
  ownedKey,
  planKey,
  type Tries,
  triesKey,
} from './keys.ts';
import { tryButton } from './message.ts';
import { isPersonal, nextTipDate, type Plan } from './plan.ts';
import { routes } from './routes.ts';
import { nextLine } from './status.ts';
import { hashOf, type Tip } from './tip.ts';
import { findChoice } from './tries/choices.ts';
import { outcomeButtons } from './tries/message.ts';

export type OnHome = {
  readonly workspace: string;
  readonly user: string;
  /** Today, by the person's clock. */
  readonly date: string;
  /** Whether the person may give shout-outs. */
  readonly mayThank: boolean;
};

/** What is stored of a person. */
type Known = {
  readonly plan: Plan | undefined;
  readonly draw: DrawState | undefined;
  readonly tries: Tries | undefined;
  readonly focus: Entry | undefined;
  /** Those of channels that the person set up, with tips to come. */
  readonly plans: readonly Plan[];
};
const nothing: Known = {
  plan: undefined,
  draw: undefined,
  tries: undefined,
  focus: undefined,
  plans: [],
};

/** What the Home tab shows of tips. Without `store` that is a tip of the day. */
export async function tipsOnHome(deps: TipDeps, person: OnHome, store: Reads | undefined) {
  const content = deps.content();
  const known = store ? await read(deps, person, store) : nothing;
  const trying = openTries(content, person, known);
  return {
    today: todaysTip(deps, person, known),
    plan: planButton(content, person, known),
    focus: store ? focusParts(content, known) : [],
    trying: tryingParts(content, trying),
    plans: await planParts(deps, known),
  };
}

/** Plans that are looked up, and those that are listed. */
const [maxRead, maxListed] = [20, 3];

/** Two reads, whatever there is. */
async function read(
  { content }: TipDeps,
  { workspace, user }: OnHome,
  store: Reads,
): Promise<Known> {
  const keys: readonly Key<unknown>[] = [
    planKey(workspace, user),
    drawKey(workspace, user),
    triesKey(workspace, user),
    focusKey(workspace, user),
    ownedKey(workspace, user),
  ];
  const [plan, draw, tries, focus, owned] = (await store.getMany(keys)) as [
    Plan?,
    DrawState?,
    Tries?,
    { readonly skill: string }?,
    { readonly plans: readonly string[] }?,
  ];
  const ids = owned?.plans.slice(-maxRead) ?? [];
  const found = ids.length > 0 ? await store.getMany(ids.map((id) => planKey(workspace, id))) : [];
  const plans = found.filter((one) => one?.owner === user && one.isOn) as Plan[];
  const entry = focus && content().library.find(focus.skill);
  return { plan, draw, tries, plans, focus: entry?.kind === 'skill' ? entry : undefined };
}

/** The tip that the person's plan has for today; otherwise one of the day, of their focus if any. */
function todaysTip(deps: TipDeps, person: OnHome, known: Known): Part[] {
  const { library, words } = deps.content();
  const tip = tipOfToday(deps, person, known);
  const skill = tip && library.find(tip.skill);
  if (!tip || !skill) return [];
  const { date, mayThank } = person;
  // What was chosen may be an if-then plan; the press tells below which tip.
  const isTried = known.tries?.tries.some(
    (one) => one.date === date && one.press.endsWith(`.${hashOf(tip.id)}`),
  );
  return [
    heading(words('home.tip', { skill: skill.title })),
    paragraph(tip.text),
    ...(isTried ? [contextBlock(words('home.tip-tried'))] : []),
    buttons([
      ...(isTried ? [] : [tryButton(words, tip, date)]),
      ...(mayThank ? [deps.buttons.saw(skill)] : []),
      deps.buttons.read(skill),
    ]),
  ];
}

function tipOfToday(
  { content, clock }: TipDeps,
  { workspace, user, date }: OnHome,
  { plan, draw, focus }: Known,
): Tip | undefined {
  const all = tipsOf(content().library);
  const isDrawn = plan?.isOn && draw?.occurrence === dateIn(plan.rule.zone, clock.now());
  const drawn = isDrawn ? all.find(({ id }) => id === draw.tip) : undefined;
  if (drawn) return drawn;
  const tips = focus ? all.filter(({ skill }) => skill === focus.id) : all;
  return tips[hash(`${workspace}/${user}/${date}`) % tips.length];
}

function planButton({ words }: Content, { user }: OnHome, { plan }: Known): ButtonSpec {
  return plan
    ? routes.keep.button({ label: words('home.my-tips'), value: user })
    : routes.form.button({ label: words('home.set-up-tips'), value: user });
}

function focusParts({ words }: Content, { focus }: Known): Part[] {
  const choose = routes.chooseFocus.button({
    label: words(focus ? 'home.focus.change' : 'home.focus.choose'),
  });
  const line = focus ? words('home.focus.is', { skill: focus.title }) : words('home.focus.none');
  return [paragraph(line), buttons([choose])];
}

/** Days for which a try without an answer is shown, and how many. */
const [triesDays, maxTries] = [14, 2];

type OpenTry = { readonly press: string; readonly text: string };

function openTries(content: Content, { date }: OnHome, { tries }: Known): readonly OpenTry[] {
  const since = Temporal.PlainDate.from(date).subtract({ days: triesDays }).toString();
  return (tries?.tries ?? [])
    .filter((one) => !one.outcome && one.date >= since)
    .flatMap(({ press, tip, text = findChoice(content, tip)?.text }) =>
      text ? [{ press, text }] : [],
    )
    .slice(-maxTries)
    .reverse();
}

function tryingParts({ words }: Content, trying: readonly OpenTry[]): Part[] {
  if (trying.length === 0) return [];
  return [
    prose([{ text: words('home.trying'), style: 'bold' }]),
    ...trying.flatMap(({ press, text }) => [
      paragraph(text),
      buttons(outcomeButtons(words, press, false)),
    ]),
  ];
}

/** Slack shows a channel's name, and none to people who may not know it. */
async function planParts(deps: TipDeps, { plan, plans }: Known): Promise<Part[]> {
  const content = deps.content();
  const { words } = content;
  const own = plan?.isOn ? [plan] : [];
  const dated = await Promise.all(
    [...own, ...plans].map(async (one) => ({ plan: one, ...(await nextOf(deps, one)) })),
  );
  if (dated.length === 0) return [];
  dated.sort((one, other) => one.postAt - other.postAt);
  const unlisted = dated.length - maxListed;
  return [
    ...dated.slice(0, maxListed).flatMap(({ plan: one, line }) => {
      const label = words('home.plan-open');
      return [
        isPersonal(one)
          ? paragraph(words('home.plan-me', { next: line }))
          : prose(
              fillPlaceholders(
                words('home.plan', { channel: placeholder('channel'), next: line }),
                {
                  channel: [{ channel: one.id }],
                },
              ),
            ),
        buttons([routes.keep.button({ label, value: one.id })]),
      ];
    }),
    ...(unlisted > 0 ? [contextBlock(words('home.more-plans', { count: unlisted }))] : []),
  ];
}

/** Seconds. Plans without a date come last. */
const never = Number.MAX_SAFE_INTEGER;

/** By the plan alone; its own status knows more. */
async function nextOf(deps: TipDeps, plan: Plan) {
  const now = deps.clock.now();
  const isHoliday = await holidaysFor(plan);
  const found = nextTipDate(plan, Temporal.Instant.fromEpochMilliseconds(now), isHoliday);
  const postAt = found ? found.at.epochMilliseconds / 1000 : never;
  const next = found && {
    occurrence: found.date,
    postAt,
    place: { channel: plan.id },
    isQueued: true,
  };
  return { postAt, line: nextLine(deps.content(), plan, { now, next, isHoliday }) };
}

const noFocus = 'none';

/** The skills to choose from, and none. */
export const chooseFocus =
  ({ content }: TipDeps) =>
  (): ActionReply => {
    const { library, words } = content();
    const skills = library
      .list('skill')
      .map(({ id, title }) => routes.focus.button({ label: title, value: id }));
    const none = routes.focus.button({ label: words('home.focus.no'), value: noFocus });
    return {
      show: message([
        heading(words('home.focus.title')),
        paragraph(words('home.focus.none')),
        ...choices([...skills, none]),
      ]),
    };
  };

export const setFocus =
  (deps: TipDeps) =>
  async ({ workspace, user, value }: Action): Promise<ActionReply> => {
    const { library, words } = deps.content();
    const skill = value === noFocus ? undefined : library.find(value);
    const says = (text: string): Message => message([paragraph(text)]);
    if (value !== noFocus && skill?.kind !== 'skill') return { show: says(words('entry.gone')) };
    const key = focusKey(workspace, user);
    await deps.store.setMany([skill ? put(key, { skill: skill.id }) : remove(key)]);
    deps.homeChanged(workspace, [user]);
    return {
      show: says(
        skill ? words('home.focus.set', { skill: skill.title }) : words('home.focus.unset'),
      ),
    };
  };
