/** What the page and the local Slack say to each other. Types only: both sides import them. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Block = { type: string; block_id?: string; [key: string]: unknown };

/** One message as one person sees it; ephemeral ones are only in that person's view. */
export type MessageView = {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly reply_count: number;
  /** Author: a person's or the app's user id; `USLACKBOT` for what Slack itself says. */
  readonly user: string;
  /** Slack mrkdwn; `&`, `<` and `>` escaped. */
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
  /** Without `#`; for direct messages the names of the others. */
  readonly name: string;
  readonly is_member: boolean;
  readonly is_archived: boolean;
  readonly members: readonly string[];
  /** Oldest first, at most the last 200, thread replies included. */
  readonly messages: readonly MessageView[];
};

/** A modal or a Home tab as Slack gives it back to the app. */
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
  /** What is filled in, by block id and action id, as in `view.state.values`. */
  readonly state: { readonly values: StateValues };
  /** Messages of the last refused submission, by block id. */
  readonly errors: { readonly [blockId: string]: string };
};

/** The value of one input as Slack reports it: `{type: 'plain_text_input', value: '…'}` and so on. */
export type InputValue = { readonly type: string; readonly [key: string]: unknown };
export type StateValues = {
  readonly [blockId: string]: { readonly [actionId: string]: InputValue };
};

export type PersonSummary = {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly title: string;
  readonly tz: string;
  readonly is_bot: boolean;
  readonly is_admin: boolean;
  readonly is_guest: boolean;
  readonly deleted: boolean;
};

/** One line of the conversation between app and Slack, newest last. */
export type TrafficEntry = {
  readonly id: number;
  /** Milliseconds since 1970, by the local Slack's clock. */
  readonly at: number;
  /** Who asked: the app calls a Web API method; Slack delivers a command, an action, an event. */
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
  /** Real milliseconds between asking and answer (the ack time of a delivery). */
  readonly ms: number;
  /** Why it was refused or what failed, in words; empty when all went well. */
  readonly detail: string;
  /** What was asked and answered, for looking into; tokens are taken out. */
  readonly request: Json;
  readonly response: Json;
};

/** Everything the page shows for one person. Sent whole after each change. */
export type PersonView = {
  readonly now: number;
  readonly clock: 'running' | 'stopped';
  readonly app: {
    readonly name: string;
    readonly bot_user_id: string;
    readonly connected: boolean;
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

/** Where a pressed control stands. */
export type Container =
  | { readonly type: 'message'; readonly channel: string; readonly ts: string }
  | { readonly type: 'view'; readonly view_id: string };

/** What a person does. `POST /_/act` takes `{team, user, act}` and answers `ActResult`. */
export type Act =
  | {
      readonly type: 'send';
      readonly channel: string;
      readonly text: string;
      readonly thread_ts?: string;
    }
  /**
   * `value` is what the pressed control adds to the action: `{}` for a button (its own value is known), `{selected_option: …}`
   * for a menu, `{selected_options: […]}`, `{selected_date: …}`, `{selected_user: …}`, and so on as Slack names them.
   * `state` is what stands in the inputs beside it.
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
  | { readonly type: 'open-home' }
  | { readonly type: 'react'; readonly channel: string; readonly ts: string; readonly name: string }
  | { readonly type: 'join' | 'leave'; readonly channel: string }
  | { readonly type: 'open-im'; readonly users: readonly string[] }
  /** Moves the local Slack's clock: to a moment, or on by so many milliseconds. */
  | { readonly type: 'clock'; readonly to?: number; readonly by?: number };

export type ActResult =
  | { readonly ok: true; readonly channel?: string; readonly options?: Json }
  /** In words that can be shown to the person. */
  | { readonly ok: false; readonly error: string };

/**
 * `GET /_/stream?team=T…&user=U…` is a server-sent event stream: `event: view` with a PersonView, `event: traffic` with a
 * TrafficEntry[] (on connecting the last 200, then what is new). Without team and user: the first workspace and person.
 */
