import { z } from 'zod';

const id = z.string().min(1);
const text = z.string();
const withId = z.object({ id });
const option = z.object({ value: text });

const person = z.object({ id, team_id: text.nullish() });
const url = z.url({ protocol: /^https?$/ });

const inputValue = z.object({
  value: text.nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_users: z.array(text).nullish(),
  selected_conversations: z.array(text).nullish(),
  selected_channels: z.array(text).nullish(),
  selected_date: text.nullish(),
  selected_time: text.nullish(),
  selected_user: text.nullish(),
  selected_conversation: text.nullish(),
  selected_channel: text.nullish(),
});

const view = z.object({
  id,
  callback_id: text,
  private_metadata: text,
  /** A Home tab has none. */
  title: z.object({ text }).nullish(),
  state: z.object({ values: z.record(text, z.record(text, inputValue)) }),
});
const modal = view.extend({ title: z.object({ text }) });

const control = z.object({
  type: text,
  action_id: id,
  value: text.nullish(),
  selected_option: option.nullish(),
});

/** The fields that all interactions share. */
const interaction = z.object({
  user: person,
  team: withId.nullish(),
  enterprise: withId.nullish(),
});

const press = interaction.extend({
  type: z.literal('block_actions'),
  trigger_id: id,
  actions: z.array(control).min(1),
});
const container = z.object({ message_ts: id, thread_ts: id.optional() });

const interactions = z.union([
  press.extend({ view, container: z.object({}), channel: withId.nullish() }),
  press.extend({ view: z.undefined().optional(), container, channel: withId, response_url: url }),
  interaction.extend({ type: z.literal('block_suggestion'), action_id: id, value: text }),
  interaction.extend({
    type: z.literal('view_submission'),
    trigger_id: text.optional(),
    view: modal,
    response_urls: z.array(z.object({})).optional(),
  }),
  interaction.extend({ type: z.literal('view_closed'), view }),
  interaction.extend({ type: z.literal('shortcut'), callback_id: id, trigger_id: id }),
  interaction.extend({
    type: z.literal('message_action'),
    callback_id: id,
    trigger_id: id,
    response_url: url,
    channel: withId,
    message: z.object({ ts: id, user: text.nullish(), bot_id: text.nullish() }),
  }),
]);

const command = z.object({
  command: id,
  text: text.optional(),
  team_id: id,
  user_id: id,
  channel_id: id,
  trigger_id: id,
  response_url: url.optional(),
});

/** Events whose handlers read more than the type. */
const inChannel = /^(?:message|(?:channel|group)_(?:left|archive|deleted))$/;
const byPeople = /^(?:app_mention|app_home_opened|member_joined_channel)$/;

const anyEvent = z.object({
  type: id,
  user: z.union([text, z.object({})]).optional(),
  channel: z.union([text, z.object({})]).optional(),
  item: z.object({}).optional(),
});
const written = anyEvent.extend({
  channel: id,
  user: text.optional(),
  text: text.nullish(),
  bot_id: text.nullish(),
  thread_ts: text.nullish(),
  subtype: text.nullish(),
  channel_type: text.nullish(),
});
const byPerson = anyEvent.extend({ user: id, channel: id });
const inner = z.union([
  byPerson.extend({
    type: z.literal('app_home_opened'),
    tab: text.optional(),
    view: z.object({ hash: text.optional() }).nullish(),
  }),
  byPerson.extend({ type: z.literal('member_joined_channel') }),
  written.extend({ type: z.literal('app_mention'), text }),
  written.extend({ type: id.regex(inChannel) }),
  anyEvent.refine(({ type }) => !byPeople.test(type) && !inChannel.test(type)),
]);
/** Events that have no team when they are about an installation in a whole organisation. */
const ofOrganisations = /^(?:app_uninstalled|tokens_revoked|team_access_(?:granted|revoked))$/;

const eventBody = z.object({
  team_id: id.nullish(),
  event_id: id,
  event: inner,
  authorizations: z.array(z.object({ team_id: text.nullish() })).optional(),
});
const event = eventBody.refine(({ team_id, event: { type }, authorizations }) =>
  ofOrganisations.test(type) ? true : team_id && authorizations?.length !== 0,
);

/**
 * True for payloads that Bolt and the router can read: an event, a command or an interaction. Both
 * trust the shape of everything that is signed, and throw on anything else.
 */
export function isPayload(body: Readonly<Record<string, unknown>>): boolean {
  if ('event' in body) return event.safeParse(body).success;
  if ('command' in body) return command.safeParse(body).success;
  return interactions.safeParse(body).success;
}
