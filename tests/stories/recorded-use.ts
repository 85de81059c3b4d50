import { expect } from 'vitest';
import type { Json, MessageView, TrafficEntry, ViewView } from '../../playground/protocol.ts';
import { type Control, controlsOf } from '../../playground/server/state/elements.ts';
import { eventually } from '../eventually.ts';
import type { manyWorkspaces } from './many-workspaces.ts';

type Story = Awaited<ReturnType<typeof manyWorkspaces>>;
type Place = MessageView | ViewView;
type JsonObject = { readonly [name: string]: Json };

/** A request as Slack sends it, except its signature. */
export type Recorded = {
  readonly kind: TrafficEntry['kind'];
  readonly payload: JsonObject;
};

const lines = [
  ...['/care', '/care patience', '/care angry customer', '/care practice', '/care tip patience'],
  ...['/care tips on 10:15 daily', '/care tips', '/care tips me 11:00 daily', '/care tips me'],
  ...['/care me', '/care coverage', '/care recap', '/care recap on friday 16:00', '/care language'],
  ...['/care my-data', '/care my-data delete', '/care admin', '/shoutout', '@Extra Mile tips'],
];

const kinds = ['command', 'action', 'view', 'shortcut', 'options', 'event'];
/** Only Slack itself can cause these, and a workspace may be removed by its own. */
const aboutInstallations = /^(?:app_uninstalled|tokens_revoked|team_access_\w+)$/;
/** Not pressed, so that there is something left to be pressed. */
const endings = /^(?:my-data\.confirm|shoutout\.(?:undo|sure-delete|choose)|tips\.off|recap\.off)/;

function optionsOf({ element }: Control): readonly (Json | undefined)[] {
  return element.type === 'overflow' ? (element.options as Json[]) : [undefined];
}

function valueFor({ element }: Control, user: string): unknown {
  const { options = [] } = element as { options?: readonly { readonly value: string }[] };
  switch (element.type) {
    case 'plain_text_input':
      return element.initial_value ?? 'the canary sang for an hour while they waited';
    case 'multi_users_select':
      return [user];
    case 'radio_buttons':
    case 'static_select':
      return options[0]?.value;
    default:
      return undefined;
  }
}

/**
 * What Slack sends while Ana of a workspace uses each control of the app once: commands, mentions,
 * shortcuts, presses, forms that are submitted and closed, and events.
 */
export async function recordedUse(story: Story, team: string): Promise<readonly Recorded[]> {
  const { slack, log } = story;
  const [ana, ben] = [slack.person('ana', team), slack.person('ben', team)];
  const workspace = await story.browser().idOf(team);
  const since = slack.traffic.at(-1)?.id ?? 0;
  const deliveries = () =>
    slack.traffic.filter(
      ({ from, kind, outcome }) =>
        from === 'slack' && kinds.includes(kind) && outcome !== 'refused',
    );
  const sent = () => deliveries().filter(({ id }) => id > since);
  const isHandled = () =>
    eventually(() => {
      const handled = log.lines.filter(({ message }) => message === 'request').length;
      if (handled < deliveries().length) throw new Error('the app is still at work');
    });
  const synthetic: Recorded[] = [];
  const used = new Set<string>();
  const places = (): readonly Place[] => {
    const home = ana.home();
    return [...(home ? [home] : []), ...['general', 'Extra Mile'].flatMap(ana.reads)];
  };

  async function press(place: Place, control: Control, option: Json | undefined): Promise<void> {
    const { type, value } = control.element;
    const chosen = option as { readonly value: string } | undefined;
    const [first = ''] = String(chosen?.value ?? value ?? '').split(' ');
    const [route = ''] = control.actionId.split('/');
    const key = `${route} ${/^[a-z.-]+$/.test(first) ? first : ''}`;
    if (used.has(key)) return;
    used.add(key);
    if (!endings.test(route)) {
      const pressed = chosen ? { selected_option: chosen.value } : {};
      // What was shown may be gone by now.
      await ana.press(place, control.actionId, pressed).catch(() => {});
      await isHandled();
      return handleForms();
    }
    const like = sent().findLast(({ kind }) => kind === 'action')?.request as JsonObject;
    const action = {
      ...{ type, action_id: control.actionId, block_id: control.blockId },
      ...(chosen ? { selected_option: option ?? null } : { value: value as string }),
    };
    synthetic.push({ kind: 'action', payload: { ...like, actions: [action] } });
  }

  async function pressAll(place: Place): Promise<void> {
    for (const control of controlsOf(place.blocks)) {
      if (control.element.type === 'external_select')
        await ana.options(place, control.actionId, 'pat').catch(() => {});
      if (!['button', 'overflow'].includes(control.element.type)) continue;
      for (const option of optionsOf(control)) await press(place, control, option);
    }
  }

  /** The form on top: its buttons, then it is submitted, and closed if it is still there. */
  async function handleForms(): Promise<void> {
    for (let form = ana.views().at(-1); form; form = ana.views().at(-1)) {
      await pressAll(form);
      const values = controlsOf(form.blocks).flatMap((control) => {
        const value = valueFor(control, ben.id);
        return value === undefined ? [] : [[control.actionId, value] as const];
      });
      if (form.submit) await ana.submit(form, Object.fromEntries(values)).catch(() => {});
      await isHandled();
      for (const view of ana.views().toReversed()) await ana.closeView(view).catch(() => {});
      await isHandled();
    }
  }

  async function pressEverything(): Promise<void> {
    await handleForms();
    for (const place of places()) await pressAll(place);
  }

  await ana.send('general', '/invite @Extra Mile');
  await ana.send('general', '/shoutout @ben #patience the canary sang for an hour');
  await isHandled();
  for (const line of lines) {
    await ana.send('general', line);
    await isHandled();
    await pressEverything();
  }
  for (const shortcut of ['shoutout.anywhere', 'shoutout.message']) {
    await ana.shortcut(
      shortcut,
      shortcut.endsWith('message') ? ana.reads('general')[0] : undefined,
    );
    await isHandled();
    await pressEverything();
  }
  await ana.send('Extra Mile', 'patience');
  await ana.openMessages();
  await ana.openHome();
  await eventually(() => expect(ana.home()).toBeDefined());
  await isHandled();
  await pressEverything();
  const recorded = sent()
    .filter(({ name }) => !aboutInstallations.test(name))
    .map(({ kind, request }) => ({ kind, payload: request as JsonObject }))
    // Not an event of another workspace that came late.
    .filter(({ payload }) => (payload.context_team_id ?? workspace) === workspace);
  const closed = recorded
    .filter(({ payload }) => payload.type === 'view_submission')
    .map(
      ({ payload }) => ({ kind: 'view', payload: { ...payload, type: 'view_closed' } }) as const,
    );
  const joined = recorded.find(({ payload }) => isEvent(payload, 'member_joined_channel'));
  const left = ['channel_left', 'channel_archive', 'channel_deleted'].map(
    (type): Recorded => ({
      kind: 'event',
      payload: { ...joined?.payload, event: { ...(joined?.payload.event as JsonObject), type } },
    }),
  );
  return [...recorded, ...synthetic, ...closed, ...left];
}

const isEvent = ({ event }: JsonObject, type: string): boolean =>
  (event as JsonObject | undefined)?.type === type;

/** What a request is about: its kind, and the control, form, shortcut, event or command in it. */
export function routeOf({ kind, payload }: Recorded): string {
  const { type, actions, view, callback_id, event, command, text } = payload as {
    readonly type?: string;
    readonly actions?: readonly { readonly action_id: string }[];
    readonly view?: { readonly callback_id: string };
    readonly callback_id?: string;
    readonly event?: { readonly type: string };
    readonly command?: string;
    readonly text?: string;
  };
  const control = actions?.[0]?.action_id.split('/', 1)[0];
  const [word = ''] = text?.split(' ') ?? [];
  const name = control ?? view?.callback_id ?? callback_id ?? event?.type ?? `${command} ${word}`;
  return `${type ?? kind} ${name}`;
}
