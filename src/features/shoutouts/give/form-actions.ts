import type { PlainKey } from '../../../i18n/keys.ts';
import { isChannel } from '../../../ports/slack.ts';
import type {
  Action,
  ActionReply,
  Shortcut,
  ShortcutHandler,
  ViewReply,
  ViewSubmission,
} from '../../../slack/router/feature.ts';
import { textIn } from '../../../slack/router/view-state.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { paragraph } from '../../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../../slack/ui/failure.ts';
import { isInChannel } from '../audience.ts';
import { announce, cardStateOf } from '../card/announce.ts';
import type { CardOutcome } from '../card/sync-card.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { overview } from '../me/command.ts';
import { leftInRecaps } from '../recap/told.ts';
import { thankedPeople } from '../records/preferences.ts';
import { changeShoutout, findShoutout } from '../records/repository.ts';
import type { About } from '../routes.ts';
import type { Shoutout, Thanks } from '../shoutout.ts';
import { edit, readsAlike } from '../transitions.ts';
import { emptyDraft, type FormDraft } from './draft.ts';
import { readForm, resultView, shoutoutForm, waitingView } from './form.ts';
import {
  giveThanks,
  lookupTimeout,
  type RemainingTime,
  replyDeadline,
  replyGrace,
} from './give.ts';
import { guestsOffLater, guestsOffParts, isGuestRefused } from './guests-off.ts';
import { type LookupResult, lookUp } from './lookup.ts';
import { problemsByField, tooManyNotes } from './problem-texts.ts';
import { outcomeMessage } from './replies.ts';
import { reviewDraft, withGroups } from './review-draft.ts';

/** Milliseconds to wait for the card after an edit. */
const cardTimeout = 1000;

/** As the menu's button has it; any other draft has its channel, or none on purpose. */
const isEmpty = (draft: FormDraft): boolean =>
  draft.people.length === 0 && draft.groups.length === 0 && !draft.skill && !draft.text;

/** Opens the form with the draft or the skill that the button carries. */
export const openForm =
  (deps: ShoutoutDeps) =>
  ({ workspace, user, channel, value }: Action<FormDraft | string>): ActionReply => {
    const content = deps.content();
    const here = isChannel(channel) ? { channel } : {};
    const draft =
      typeof value === 'string'
        ? { ...emptyDraft, ...here, skill: value }
        : { ...(isEmpty(value) ? here : {}), ...value };
    const refused = guestsOffLater(deps, { workspace, user });
    if (draft.groups.length === 0) return { open: shoutoutForm(content, draft), fill: refused };
    return {
      open: waitingView(content),
      fill: async () => {
        const refusal = await refused();
        if (refusal) return refusal;
        const { people, groups } = draft;
        const query = { workspace, from: user, people, groups, channel: undefined };
        const facts = await lookUp(deps, query);
        const expanded = withGroups(draft, facts);
        const notes = tooManyNotes(content, facts.tooMany ?? expanded.people.length);
        return shoutoutForm(content, expanded, { notes });
      },
    };
  };

/** The global shortcut "Give a shout-out". */
export const openEmptyForm =
  (deps: ShoutoutDeps): ShortcutHandler =>
  ({ workspace, user }) => ({
    open: shoutoutForm(deps.content(), emptyDraft),
    fill: guestsOffLater(deps, { workspace, user }),
  });

/** The message shortcut "Thank for this": starts with the author and a link to the message. */
export const openFormForMessage =
  (deps: ShoutoutDeps): ShortcutHandler =>
  ({ workspace, user, message }) => {
    const content = deps.content();
    const refused = guestsOffLater(deps, { workspace, user });
    if (!message) return { open: shoutoutForm(content, emptyDraft), fill: refused };
    return {
      open: waitingView(content),
      fill: async () =>
        (await refused()) ??
        shoutoutForm(content, await draftForMessage(deps, { workspace, user, message })),
    };
  };

async function draftForMessage(
  { slacks }: ShoutoutDeps,
  { workspace, user, message }: Shortcut & { readonly message: NonNullable<Shortcut['message']> },
): Promise<FormDraft> {
  const { author, channel, ts } = message;
  const slack = await slacks(workspace);
  // Others can't open a link to a direct message. The form works without a link.
  const link = isChannel(channel)
    ? await slack.permalink({ channel, ts }).catch(() => undefined)
    : undefined;
  return {
    ...emptyDraft,
    people: author && author !== user ? [author] : [],
    ...(isChannel(channel) ? { channel } : {}),
    ...(link ? { link } : {}),
  };
}

/** Gives the shout-out in the form, or saves an edit. */
export const submitForm =
  (deps: ShoutoutDeps) =>
  async (submission: ViewSubmission<About>): Promise<ViewReply> => {
    const remaining = replyDeadline();
    const reply = processForm(deps, submission, remaining);
    return withTimeout(reply, remaining() + replyGrace).catch((error: unknown) => {
      // The form stays open. Sending it again has the same key, so nothing is given twice.
      deps.log.error({ err: error }, 'could not give a shout-out');
      return { errors: { text: deps.content().words('shoutout.wrong.not-now') } };
    });
  };

async function processForm(
  deps: ShoutoutDeps,
  submission: ViewSubmission<About>,
  remaining: RemainingTime,
): Promise<ViewReply> {
  const content = deps.content();
  const { workspace, user, values, about } = submission;
  const draft = readForm(values);
  const channel = draft.how === 'privately' || about.edit ? undefined : draft.channel;
  const { people } = draft;
  const query = { workspace, from: user, people, groups: [], channel, isChosen: true };
  const facts = await withTimeout(lookUp(deps, query), lookupTimeout);
  if (!about.edit && isGuestRefused(facts)) {
    return { show: resultView(content, guestsOffParts(content, draft.text)) };
  }
  const edited = about.edit ? await findShoutout(deps, workspace, about.edit) : undefined;
  const reviewed = await reviewDraft(content, draft, facts, edited?.people);
  const { thanks, problems, customerData } = reviewed;
  const errors = {
    ...problemsByField(content, problems, { facts, draft }),
    ...(about.edit ? {} : channelErrors(deps, draft, facts)),
  };
  if (!thanks || Object.keys(errors).length > 0) return { errors };
  if (!customerData.every((item) => about.found.includes(item))) {
    // The same form again, with the question whether this is customer data.
    const notes = [content.words('shoutout.found', { items: customerData.join(' · ') })];
    const asking = { ...about, found: [...customerData] };
    return { show: shoutoutForm(content, draft, { notes, about: asking }) };
  }
  const isConfirmed = textIn(values, 'confirmed') === 'confirmed';
  if (customerData.length > 0 && !isConfirmed)
    return { errors: { confirmed: content.words('shoutout.unconfirmed') } };
  return about.edit
    ? saveEdit(deps, submission, { id: about.edit, found: edited, thanks })
    : giveFromForm(deps, submission, { facts, thanks, channel, remaining });
}

function channelErrors(
  { content }: ShoutoutDeps,
  { how, channel }: FormDraft,
  { obstacle }: LookupResult,
): Record<string, string> {
  if (how === 'privately') return {};
  const { words } = content();
  if (!channel) return { channel: words('shoutout.wrong.no-channel') };
  return obstacle ? { channel: words(`shoutout.form-hindered.${obstacle}`) } : {};
}

type Submitted = {
  readonly facts: LookupResult;
  readonly thanks: Thanks;
  readonly channel: string | undefined;
  readonly remaining: RemainingTime;
};

async function giveFromForm(
  deps: ShoutoutDeps,
  { workspace, user, dedupeKey, about: { isMention } }: ViewSubmission<About>,
  { facts: { giver, inPublicChannel }, thanks, channel, remaining }: Submitted,
): Promise<ViewReply> {
  const content = deps.content();
  const place = { channel, inPublicChannel, byMention: isMention };
  const giving = { workspace, giver, dedupeKey, ...place, thanks, remaining };
  const outcome = await giveThanks(deps, giving);
  if (outcome.kind === 'blocked')
    return { errors: { channel: content.words(`shoutout.form-hindered.${outcome.blockedBy}`) } };
  if (outcome.kind === 'not-now')
    return { errors: { text: content.words('shoutout.wrong.not-now') } };
  const answer = outcomeMessage(content, outcome, { typed: thanks.text, isMention });
  const below = () => overview(deps, { workspace, user });
  const isCardShown =
    outcome.kind === 'given' && outcome.shoutout.state === 'posted' && outcome.card === 'shown';
  if (!isCardShown || channel === undefined) return { answer, below };
  // The form closes, and the answer stands below the card.
  const slack = await deps.slacks(workspace);
  slack
    .tell({ channel, user }, answer)
    .catch((error: unknown) =>
      deps.log.warn({ err: error }, 'could not tell a giver that a card is posted'),
    );
  return { below };
}

async function saveEdit(
  deps: ShoutoutDeps,
  { workspace, user }: ViewSubmission<About>,
  {
    id,
    found,
    thanks,
  }: { readonly id: string; readonly found: Shoutout | undefined; readonly thanks: Thanks },
): Promise<ViewReply> {
  const content = deps.content();
  const { words } = content;
  const { channel } = found?.from === user && found.state !== 'private' ? found : {};
  if (channel && !(await isInChannel(deps, { workspace, user, channel }))) {
    const yours = typedTextBlock(content.words, thanks.text);
    return { show: resultView(content, [paragraph(words('shoutout.not-in-channel')), ...yours]) };
  }
  const thanked = await thankedPeople(deps, workspace, thanks.people);
  const now = deps.clock.now();
  const transition = edit(user, { thanks, thanked, now });
  const changed = await changeShoutout(deps, workspace, id, transition, { by: user });
  if (changed.kind !== 'changed' || !changed.after) {
    const reason = changed.kind === 'unchanged' ? 'shoutout.not-yours' : 'shoutout.taken-back';
    return {
      show: resultView(content, [
        paragraph(words(reason)),
        ...typedTextBlock(content.words, thanks.text),
      ]),
    };
  }
  const { before, after } = changed;
  const { card } = announce(deps, workspace, id);
  const outcome = await withTimeout(card, cardTimeout).catch(() => undefined);
  const parts = [
    ...savedKeys(before, after, outcome).map((key) => paragraph(words(key))),
    ...(readsAlike(before, after) ? [] : await leftInRecaps(deps, workspace, id)),
  ];
  const below = () => overview(deps, { workspace, user });
  return { ...(parts.length > 0 ? { show: resultView(content, parts) } : {}), below };
}

/** What to say after an edit; nothing if the card shows it. */
function savedKeys(
  before: Shoutout,
  { state }: Shoutout,
  outcome: CardOutcome | undefined,
): readonly PlainKey[] {
  const shown = cardStateOf(outcome);
  if (state !== before.state && state === 'waiting')
    return [
      'shoutout.saved-as.waiting',
      ...(shown === 'done' ? [] : [`shoutout.card-left.${shown}` as const]),
    ];
  if (outcome?.kind === 'none') return ['shoutout.saved'];
  if (outcome?.kind === 'gone') return ['shoutout.saved-without-card'];
  return shown === 'done' ? [] : [`shoutout.saved-card.${shown}`];
}
