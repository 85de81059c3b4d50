import type { Block, ViewView } from '../../protocol.ts';

export type User = {
  readonly id: string;
  readonly teamId: string;
  /** The handle, as in `@ana`. */
  name: string;
  realName: string;
  title: string;
  tz: string;
  locale: string;
  isBot: boolean;
  isAdmin: boolean;
  isOwner: boolean;
  /** Multi-channel guests are `restricted`, single-channel guests `ultra-restricted`. */
  guest: 'no' | 'restricted' | 'ultra-restricted';
  deleted: boolean;
};

export type Message = {
  readonly ts: string;
  readonly user: string;
  readonly botId?: string;
  readonly subtype?: string;
  text: string;
  blocks: Block[];
  threadTs?: string;
  /** Only this person sees it; `undefined` for everyone. */
  readonly ephemeralFor?: string;
  edited: boolean;
  readonly reactions: Map<string, Set<string>>;
  readonly files: string[];
  readonly metadata?: unknown;
};

export type ScheduledMessage = {
  readonly id: string;
  readonly channel: string;
  /** Seconds since 1970. */
  readonly postAt: number;
  readonly createdAt: number;
  readonly text: string;
  readonly blocks: Block[];
  readonly threadTs?: string;
  readonly cancel: () => void;
};

export type Channel = {
  readonly id: string;
  readonly teamId: string;
  readonly kind: 'public' | 'private' | 'im' | 'mpim';
  name: string;
  topic: string;
  isArchived: boolean;
  readonly created: number;
  readonly members: Set<string>;
  readonly messages: Message[];
  readonly scheduled: Map<string, ScheduledMessage>;
};

export type UserGroup = {
  readonly id: string;
  handle: string;
  name: string;
  isDisabled: boolean;
  readonly users: Set<string>;
};

export type StoredFile = {
  readonly id: string;
  readonly teamId: string;
  name: string;
  title: string;
  content: Buffer;
  uploaded: boolean;
  readonly channels: Set<string>;
};

/** A view as it is kept: what the app gave, and what the person has filled in since. */
export type View = {
  readonly id: string;
  readonly userId: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  externalId: string;
  content: Omit<ViewView, 'id' | 'hash' | 'state' | 'errors'> & {
    readonly clear_on_close: boolean;
    readonly notify_on_close: boolean;
  };
  hash: string;
  values: ViewView['state']['values'];
  errors: ViewView['errors'];
};

export type Workspace = {
  readonly id: string;
  /** 1, 2, …: part of every id made in it. */
  readonly number: number;
  readonly name: string;
  readonly domain: string;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly usergroups: Map<string, UserGroup>;
  readonly files: Map<string, StoredFile>;
  /** Home tabs by user id, and each person's stack of modals, topmost last. */
  readonly homes: Map<string, View>;
  readonly modals: Map<string, View[]>;
  /** The app in this workspace; `undefined` when it isn't installed. */
  installation: Installation | undefined;
  /** The app's bot user; it stays when the app is taken out, and comes back with it. */
  appUserId: string | undefined;
};

export type Installation = {
  readonly botToken: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly scopes: ReadonlySet<string>;
};

/** What a workspace is made from: data that a person can write by hand. */
export type WorkspaceSeed = {
  readonly name: string;
  readonly domain: string;
  readonly people: readonly {
    readonly name: string;
    readonly real_name: string;
    readonly title?: string;
    readonly tz?: string;
    readonly locale?: string;
    readonly is_admin?: boolean;
    readonly is_owner?: boolean;
    readonly is_bot?: boolean;
    readonly guest?: 'restricted' | 'ultra-restricted';
    readonly deleted?: boolean;
  }[];
  readonly channels: readonly {
    readonly name: string;
    readonly private?: boolean;
    readonly archived?: boolean;
    readonly topic?: string;
    /** Names of people; everyone who is not deleted or a guest when left out. */
    readonly members?: readonly string[];
    /** The app is a member from the start. */
    readonly app?: boolean;
    readonly messages?: readonly { readonly from: string; readonly text: string }[];
  }[];
  readonly usergroups?: readonly {
    readonly handle: string;
    readonly name: string;
    readonly users: readonly string[];
  }[];
  /** False: the app has to come by OAuth. */
  readonly installed?: boolean;
};
