/** The protocol between the page and the server. Types only: both sides import them. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Block = { type: string; block_id?: string; [key: string]: unknown };

/** A message as a user sees it; an ephemeral one is only in the view of its recipient. */
export type MessageView = {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly reply_count: number;
  /** The author's user id; `USLACKBOT` for messages by Slack itself. */
  readonly user: string;
  /** The name that the app chose instead of its own. */
  readonly username?: string;
  /** Slack mrkdwn, with `&`, `<` and `>` escaped. */
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly url: string }[];
};

export type ChannelView = {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  /** Without `#`; for direct messages the names of the other members. */
  readonly name: string;
  readonly is_member: boolean;
  readonly is_archived: boolean;
  readonly members: readonly string[];
  /** The last 200 messages with thread replies, oldest first. */
  readonly messages: readonly MessageView[];
};

/** A modal or a Home tab, in Slack's format. */
export type ViewView = {
  readonly id: string;
  readonly hash: string;
  readonly type: 'modal' | 'home';
  readonly callback_id: string;
  readonly title?: { readonly type: string; readonly text: string };
  readonly submit?: { readonly type: string; readonly text: string };
  readonly close?: { readonly type: string; readonly text: string };
  readonly blocks: readonly Block[];
  readonly private_metadata: string;
  /** The user's input, as in `view.state.values`. */
  readonly state: { readonly values: StateValues };
  /** Errors of the last submission, by block id. */
  readonly errors: { readonly [blockId: string]: string };
};

/** The value of an input in Slack's format, such as `{type: 'plain_text_input', value: '…'}`. */
export type InputValue = { readonly type: string; readonly [key: string]: unknown };
export type StateValues = {
  readonly [blockId: string]: { readonly [actionId: string]: InputValue };
};

export type PersonSummary = {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly title: string;
  /** The name of another company that the person is from; empty for this one. */
  readonly company: string;
  readonly tz: string;
  readonly is_bot: boolean;
  readonly is_admin: boolean;
  readonly is_guest: boolean;
  readonly deleted: boolean;
};

/** A call by the app or a delivery to it. */
export type TrafficEntry = {
  readonly id: number;
  /** Milliseconds since 1970, by the local Slack's clock. */
  readonly at: number;
  /** The sender: the app calls a method; Slack delivers a command, an action or an event. */
  readonly from: 'app' | 'slack';
  readonly kind:
    | 'web-api'
    | 'command'
    | 'action'
    | 'view'
    | 'shortcut'
    | 'options'
    | 'event'
    | 'response-url'
    | 'socket'
    | 'oauth'
    | 'clock';
  /** `chat.postMessage`, `/tea`, `block_actions`, `app_mention`, … */
  readonly name: string;
  readonly outcome: 'ok' | 'refused' | 'failed';
  /** Real milliseconds until the response; for a delivery, until the acknowledgement. */
  readonly ms: number;
  /** Why it was refused or failed; empty when ok. */
  readonly detail: string;
  /** Request and response with tokens masked. */
  readonly request: Json;
  readonly response: Json;
};

/** All data that the page shows to a user. Sent completely after each change. */
export type PersonView = {
  readonly now: number;
  readonly clock: 'running' | 'stopped';
  readonly app: {
    readonly name: string;
    readonly bot_user_id: string;
    readonly connected: boolean;
    /** In this workspace. */
    readonly installed: boolean;
    /** People can add it by themselves. */
    readonly can_be_added: boolean;
    /** People add it to all of these workspaces at once. */
    readonly organisation: { readonly name: string; readonly workspaces: readonly string[] } | null;
    readonly home_tab: boolean;
    readonly messages_tab: boolean;
  };
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usage_hint: string;
  }[];
  readonly shortcuts: readonly {
    readonly name: string;
    readonly type: 'message' | 'global';
    readonly callback_id: string;
    readonly description: string;
  }[];
  readonly workspace: { readonly id: string; readonly name: string };
  readonly workspaces: readonly { readonly id: string; readonly name: string }[];
  readonly me: PersonSummary;
  readonly people: readonly PersonSummary[];
  readonly usergroups: readonly {
    readonly id: string;
    readonly handle: string;
    readonly name: string;
  }[];
  readonly channels: readonly ChannelView[];
  readonly home: ViewView | null;
  /** The stack of open modals, topmost last. */
  readonly views: readonly ViewView[];
};

/** The message or view that contains a control. */
export type Container =
  | { readonly type: 'message'; readonly channel: string; readonly ts: string }
  | { readonly type: 'view'; readonly view_id: string };

/** An act of the user. `POST /_/act` takes `{team, user, act}` and answers with an `ActResult`. */
export type Act =
  | {
      readonly type: 'send';
      readonly channel: string;
      readonly text: string;
      readonly thread_ts?: string;
    }
  /**
   * `value` has the fields that the control adds to the action: `{}` for a button,
   * `{selected_option: …}` for a menu, `{selected_date: …}` for a date, and so on. `state` has the
   * values of the inputs in the same container.
   */
  | {
      readonly type: 'press';
      readonly container: Container;
      readonly block_id: string;
      readonly action_id: string;
      readonly value: { readonly [key: string]: Json };
      readonly state: StateValues;
    }
  | { readonly type: 'submit'; readonly view_id: string; readonly state: StateValues }
  | { readonly type: 'close'; readonly view_id: string }
  | {
      readonly type: 'shortcut';
      readonly callback_id: string;
      readonly channel?: string;
      readonly ts?: string;
    }
  | {
      readonly type: 'options';
      readonly container: Container;
      readonly block_id: string;
      readonly action_id: string;
      readonly query: string;
    }
  | { readonly type: 'open-app'; readonly tab: 'home' | 'messages' }
  | { readonly type: 'react'; readonly channel: string; readonly ts: string; readonly name: string }
  | { readonly type: 'join' | 'leave'; readonly channel: string }
  /** Adds the app to the user's workspace, or to its organisation. */
  | { readonly type: 'add-app' }
  | { readonly type: 'open-im'; readonly users: readonly string[] }
  /** Sets the local Slack's clock to a time, or moves it, in milliseconds. */
  | { readonly type: 'clock'; readonly to?: number; readonly by?: number };

export type ActResult =
  | { readonly ok: true; readonly channel?: string; readonly options?: Json }
  /** A message for the user. */
  | { readonly ok: false; readonly error: string };

/**
 * `GET /_/stream?team=T…&user=U…` is a stream of server-sent events: `view` with a PersonView, and
 * `traffic` with a TrafficEntry[] (the last 200 first, then new ones). The default is the first
 * user of the first workspace.
 */
