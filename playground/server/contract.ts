import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import type { MessageView, TrafficEntry, ViewView } from '../protocol.ts';
import type { Admin } from './admin.ts';
import type { Clock } from './clock.ts';
import type { WorkspaceSeed } from './state/workspace.ts';

export type LocalSlackOptions = {
  /** The app's manifest, parsed: its commands, shortcuts, events and scopes are all that the app may use. */
  readonly manifest: Manifest;
  /** The sample workspace when left out. */
  readonly workspaces?: readonly WorkspaceSeed[];
  /** 0, the default: any free port. Always on the loopback interface. */
  readonly port?: number;
  readonly clock?: Clock;
  /** How payloads reach the app: over its sockets (default), or by HTTP to this URL. */
  readonly requestUrl?: string;
  /** A folder with the built page; without it only the protocol is served. */
  readonly pageFolder?: string;
  /** Told of every refusal and failure, a line each; nothing is printed otherwise. */
  readonly log?: (line: string) => void;
};

export type LocalSlack = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** For the app's `slackApiUrl`: ends in `/api/`. */
  readonly apiUrl: string;
  readonly credentials: {
    readonly signingSecret: string;
    readonly appToken: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** Of the first workspace unless its name is given. */
  readonly botToken: (workspace?: string) => string;
  readonly clock: Clock;
  readonly faults: Faults;
  /** Everything app and Slack said to each other. */
  readonly traffic: readonly TrafficEntry[];
  /** Everything that was refused, in words, such as `chat.postMessage: missing_scope (needs chat:write)`. */
  readonly refusals: () => readonly string[];
  /** From now on payloads go to this URL, as after switching Socket Mode off and setting the request URLs. */
  readonly deliverTo: (requestUrl: string) => void;
  /** By handle (`ana`); in the first workspace unless its name is given. */
  readonly person: (name: string, workspace?: string) => Person;
  /** Messages of a channel that everyone in it sees. */
  readonly messages: (channel: string, workspace?: string) => readonly MessageView[];
  /** What administrators do, beyond what a person does in the page. */
  readonly admin: Admin;
  /** Closes the app's sockets, all or only so many, as Slack does at a refresh or without a word. */
  readonly disconnectSockets: (
    how: 'warning' | 'refresh_requested' | 'abrupt',
    most?: number,
  ) => void;
  readonly socketCount: () => number;
  /** Resolves when `condition` holds, looked at after every change; rejects after `ms` real milliseconds (default 5000). */
  readonly until: <T>(condition: () => T | undefined | false | null, ms?: number) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** What the app made of one delivery. */
export type Delivery = {
  readonly ok: boolean;
  /** Why it failed, as Slack names it: `operation_timeout`, `dispatch_failed`, `invalid_command_response`, …; empty when ok. */
  readonly error: string;
  readonly ms: number;
  /** The body of the acknowledgement, parsed. */
  readonly body: unknown;
};

/** A person at the keyboard: tests drive the app through it, and so does the page. */
export type Person = {
  readonly id: string;
  /** Types into the composer and presses Enter: a message, or a command when it starts with `/`. `@name`, `#channel` and links become Slack's own syntax as Slack does it. */
  readonly send: (
    channel: string,
    text: string,
    options?: { readonly thread_ts?: string },
  ) => Promise<Delivery | undefined>;
  /** Presses a control by its action id or its label; `value` as in the page's `press`. */
  readonly press: (
    where: MessageView | ViewView,
    control: string,
    value?: Record<string, unknown>,
  ) => Promise<Delivery>;
  /** Fills inputs by action id (plain values: text, a date, an option's value, user ids) and submits. */
  readonly submit: (view: ViewView, values?: Record<string, unknown>) => Promise<Delivery>;
  readonly closeView: (view: ViewView) => Promise<Delivery | undefined>;
  readonly shortcut: (callbackId: string, on?: MessageView) => Promise<Delivery>;
  readonly options: (
    where: MessageView | ViewView,
    control: string,
    query: string,
  ) => Promise<Delivery>;
  readonly openHome: () => Promise<void>;
  readonly react: (message: MessageView, name: string) => void;
  readonly join: (channel: string) => void;
  readonly leave: (channel: string) => void;
  /** What the person sees in a channel (`general`, or a person's name for a direct message, the app's too), ephemeral messages included. */
  readonly reads: (channel: string) => readonly MessageView[];
  /** Open modals, topmost last. */
  readonly views: () => readonly ViewView[];
  readonly home: () => ViewView | undefined;
};

/** What goes wrong on request. Each fault holds for the next matching call, or the next `times`. */
export type Faults = {
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  /** A scheduled message deleted less than five minutes before it is due is answered `ok` and posted all the same, as users report of Slack. */
  ghosts: boolean;
};

export type Fault =
  /** A Web API call (`*` for any): the connection breaks before or after it took effect, or it is answered badly, or late. */
  | { readonly on: string; readonly does: 'drop-before' | 'drop-after'; readonly times?: number }
  | {
      readonly on: string;
      readonly does: 'status';
      readonly status: number;
      readonly after?: boolean;
      readonly times?: number;
    }
  | {
      readonly on: string;
      readonly does: 'rate-limit';
      readonly retryAfter: number;
      readonly times?: number;
    }
  | { readonly on: string; readonly does: 'delay'; readonly ms: number; readonly times?: number }
  /** Any platform error: `{ok: false, error}`. */
  | { readonly on: string; readonly does: 'error'; readonly error: string; readonly times?: number }
  /** An event (by its type) is delivered twice. */
  | { readonly on: string; readonly does: 'twice'; readonly times?: number };
