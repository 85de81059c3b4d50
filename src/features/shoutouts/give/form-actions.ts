import type {
  Action,
  ActionReply,
  Shortcut,
  ShortcutHandler,
  ViewReply,
  ViewSubmission,
} from '../../../slack/router/feature.ts';
import { listIn } from '../../../slack/router/view-state.ts';
import { withTimeout } from '../../../slack/router/with-timeout.ts';
import { prose } from '../../../slack/ui/blocks.ts';
import { announce } from '../card/announce.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { thankedPeople } from '../records/preferences-store.ts';
import { changeShoutout } from '../records/repository.ts';
import type { Thanks } from '../shoutout.ts';
import { edit } from '../transitions.ts';
import { emptyDraft, type FormDraft, parseDraft } from './draft.ts';
import { type About, parseAbout, readForm, saysView, shoutoutForm, waitingView } from './form.ts';
import { giveThanks, lookupTimeout, type TimeLeft, timeLeft } from './give.ts';
import { type LookupResult, lookUp } from './lookup.ts';
import { problemsByField, tooManyNotes } from './problem-texts.ts';
import { outcomeParts, typedTextBlock } from './replies.ts';
import { type ReviewedDraft, reviewDraft, withGroups } from './review-draft.ts';

const isChannel = (id: string) => /^[CG]/.test(id);

/** Opens the form with what the button carries: a skill, or all that was typed. */
export const openForm =
  (parts: ShoutoutDeps) =>
  ({ workspace, user, channel, value }: Action): ActionReply => {
    const content = parts.content();
    const draft = parseDraft(value);
    const here = isChannel(channel) && !value.startsWith('{') ? { channel } : {};
    const begun = { ...draft, ...here };
    if (draft.groups.length === 0) return { open: shoutoutForm(content, begun) };
    return {
      open: waitingView(content),
      fill: async () => {
        const { people, groups } = draft;
        const wanted = { workspace, from: user, people, groups, channel: undefined };
        const facts = await lookUp(parts, wanted);
        const all = withGroups(begun, facts);
        const notes = tooManyNotes(content, facts.tooMany ?? all.people.length);
        return shoutoutForm(content, all, { notes });
      },
    };
  };

/** "Give a shout-out", from anywhere. */
export const anywhere =
  (parts: ShoutoutDeps): ShortcutHandler =>
  () => ({ open: shoutoutForm(parts.content(), emptyDraft) });

/** "Thank for this": who wrote the message, and the way back to it. */
export const thankForThis =
  (parts: ShoutoutDeps): ShortcutHandler =>
  ({ workspace, user, message }) => {
    const content = parts.content();
    if (!message) return { open: shoutoutForm(content, emptyDraft) };
    return {
      open: waitingView(content),
      fill: async () => shoutoutForm(content, await draftFrom(parts, { workspace, user, message })),
    };
  };

async function draftFrom(
  { slacks }: ShoutoutDeps,
  { workspace, user, message }: Shortcut & { readonly message: NonNullable<Shortcut['message']> },
): Promise<FormDraft> {
  const { author, channel, ts } = message;
  const slack = await slacks(workspace);
  // A direct message is for those in it alone; and without a link there is still somebody to thank.
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

/** Gives what the form holds, or saves what was edited. */
export const submit =
  (parts: ShoutoutDeps) =>
  async (submission: ViewSubmission): Promise<ViewReply> => {
    const left = timeLeft();
    const done = submitted(parts, submission, left);
    return withTimeout(done, left() + 100).catch((error: unknown) => {
      // The form stays as it is: the same form sent again is the same shout-out, so nothing is given twice.
      parts.log.error({ err: error }, 'a shout-out could not be given');
      return { errors: { text: parts.content().words('shoutout.wrong.not-now') } };
    });
  };

async function submitted(
  parts: ShoutoutDeps,
  submission: ViewSubmission,
  left: TimeLeft,
): Promise<ViewReply> {
  const content = parts.content();
  const { workspace, user, values } = submission;
  const about = parseAbout(submission.about);
  const draft = readForm(values);
  const channel = draft.how === 'privately' || about.edit ? undefined : draft.channel;
  const { people } = draft;
  const wanted = { workspace, from: user, people, groups: [], channel };
  const facts = await withTimeout(lookUp(parts, wanted), lookupTimeout);
  const looked = await reviewDraft(content, draft, facts);
  const errors = {
    ...problemsByField(content, looked.problems, { facts, draft }),
    ...(about.edit ? {} : wrongChannel(parts, draft, facts)),
  };
  const { thanks, found } = looked;
  if (!thanks || Object.keys(errors).length > 0) return { errors };
  const isConfirmed = listIn(values, 'confirmed').includes('confirmed');
  const isAsked = found.every((piece) => about.found.includes(piece));
  if (!isAsked) return { show: askAgain(parts, { draft, about, looked }) };
  if (found.length > 0 && !isConfirmed)
    return { errors: { confirmed: content.words('shoutout.unconfirmed') } };
  return about.edit
    ? save(parts, submission, { id: about.edit, thanks })
    : give(parts, submission, { facts, thanks, channel, left });
}

function wrongChannel(
  { content }: ShoutoutDeps,
  { how, channel }: FormDraft,
  { obstacle }: LookupResult,
): Record<string, string> {
  if (how === 'privately') return {};
  const { words } = content();
  if (!channel) return { channel: words('shoutout.wrong.no-channel') };
  return obstacle ? { channel: words(`shoutout.form-hindered.${obstacle}`) } : {};
}

type ToAsk = { readonly draft: FormDraft; readonly about: About; readonly looked: ReviewedDraft };

/** The same form, with what looks like a customer's data and a box to say that it is none. */
function askAgain(parts: ShoutoutDeps, { draft, about, looked: { found } }: ToAsk) {
  const content = parts.content();
  const notes = [content.words('shoutout.found', { items: found.join(' · ') })];
  return shoutoutForm(content, draft, { notes, about: { ...about, found: [...found] } });
}

type ToGive = {
  readonly facts: LookupResult;
  readonly thanks: Thanks;
  readonly channel: string | undefined;
  readonly left: TimeLeft;
};

async function give(
  parts: ShoutoutDeps,
  { workspace, dedupeKey: press }: ViewSubmission,
  { facts: { giver }, thanks, channel, left }: ToGive,
): Promise<ViewReply> {
  const content = parts.content();
  const outcome = await giveThanks(parts, { workspace, giver, press, channel, thanks, left });
  if (outcome.kind === 'blocked')
    return { errors: { channel: content.words(`shoutout.form-hindered.${outcome.blockedBy}`) } };
  const isPlain =
    outcome.kind === 'given' && outcome.shoutout.state === 'posted' && outcome.card === 'shown';
  // The card says it.
  if (isPlain) return undefined;
  return { show: saysView(content, outcomeParts(content, outcome, { typed: thanks.text })) };
}

async function save(
  parts: ShoutoutDeps,
  { workspace, user }: ViewSubmission,
  { id, thanks }: { readonly id: string; readonly thanks: Thanks },
): Promise<ViewReply> {
  const content = parts.content();
  const says = (key: SaidKey) => prose([{ text: content.words(key) }]);
  const thanked = await thankedPeople(parts, workspace, thanks.people);
  const now = parts.clock.now();
  const changed = await changeShoutout(parts, workspace, id, edit(user, { thanks, thanked, now }));
  if (changed.kind !== 'changed' || !changed.after) {
    const why = changed.kind === 'unchanged' ? 'shoutout.not-yours' : 'shoutout.taken-back';
    return { show: saysView(content, [says(why), ...typedTextBlock(content, thanks.text)]) };
  }
  const { card } = announce(parts, workspace, changed.before, changed.after);
  const shown = await withTimeout(card, 1000).catch(() => undefined);
  if (shown?.kind === 'done') return undefined;
  const keys = { none: 'shoutout.saved', gone: 'shoutout.saved-without-card' } as const;
  const isKnown = shown?.kind === 'none' || shown?.kind === 'gone';
  return {
    show: saysView(content, [says(isKnown ? keys[shown.kind] : 'shoutout.saved-not-shown')]),
  };
}

type SaidKey =
  | 'shoutout.not-yours'
  | 'shoutout.taken-back'
  | 'shoutout.saved'
  | 'shoutout.saved-without-card'
  | 'shoutout.saved-not-shown';
