import type { ChannelView, MessageView, PersonView } from '../../../playground/protocol.ts';

/** A small workspace as Ana sees it. */
export function aView(changes: Partial<PersonView> = {}): PersonView {
  const ana = aPerson('U1', 'ana', 'Ana Duarte');
  return {
    now: Date.UTC(2026, 10, 22, 12),
    clock: 'stopped',
    app: {
      name: 'Tides',
      bot_user_id: 'U9',
      connected: true,
      installed: true,
      can_be_added: false,
      organisation: null,
      home_tab: true,
      messages_tab: true,
    },
    commands: [
      { command: '/tide', description: 'When the water comes', usage_hint: '[place]' },
      { command: '/tide-form', description: 'A form', usage_hint: '' },
      { command: '/lock', description: 'Closes the lock', usage_hint: '' },
    ],
    shortcuts: [],
    workspace: { id: 'T1', name: 'Harbor' },
    workspaces: [{ id: 'T1', name: 'Harbor' }],
    me: ana,
    people: [
      ana,
      aPerson('U2', 'ben', 'Ben Okafor'),
      { ...aPerson('U3', 'bea', 'Bea Gone'), deleted: true },
    ],
    usergroups: [{ id: 'S1', handle: 'desk', name: 'Service Desk' }],
    channels: [aChannel('C1', 'general'), aChannel('C2', 'boats')],
    home: null,
    views: [],
    ...changes,
  };
}

export function aChannel(
  id: string,
  name: string,
  changes: Partial<ChannelView> = {},
): ChannelView {
  return {
    id,
    kind: 'public',
    name,
    is_member: true,
    is_archived: false,
    members: ['U1', 'U2'],
    messages: [],
    ...changes,
  };
}

export function aMessage(ts: string, changes: Partial<MessageView> = {}): MessageView {
  return {
    channel: 'C1',
    ts,
    reply_count: 0,
    user: 'U2',
    text: 'hello',
    blocks: [],
    ephemeral: false,
    edited: false,
    reactions: [],
    files: [],
    ...changes,
  };
}

function aPerson(id: string, name: string, real_name: string) {
  return {
    id,
    name,
    real_name,
    title: '',
    tz: 'Europe/Lisbon',
    is_bot: false,
    is_admin: false,
    company: '',
    is_guest: false,
    deleted: false,
  };
}
