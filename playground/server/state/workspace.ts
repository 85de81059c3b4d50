import type { Block, ViewView } from '../../protocol.ts';

export type User = {
  readonly id: string;
  /** The home workspace; not this one for people of other companies and of other Grid workspaces. */
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
  /** Only in messages of people: the id that their Slack client gave the message. */
  readonly clientMsgId?: string;
  /** The name and picture that the app chose, with `chat:write.customize`. */
  readonly customAuthor?: CustomAuthor;
  text: string;
  blocks: Block[];
  attachments: readonly Attachment[];
  threadTs?: string;
  /** The only user who sees it; `undefined` when everyone does. */
  readonly ephemeralFor?: string;
  edited: boolean;
  readonly reactions: Map<string, Set<string>>;
  readonly files: string[];
  readonly metadata?: unknown;
};

export type CustomAuthor = {
  readonly username?: string;
  readonly icons?: { readonly emoji?: string; readonly image_48?: string };
};

/** A legacy attachment, or a secondary one with blocks. */
export type Attachment = { readonly blocks?: readonly Block[]; readonly [field: string]: unknown };

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
  locale: string;
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

/** A view: the app's content and the user's input. */
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

/** Another workspace whose people are in this one's channels. */
type OtherTeam = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  /** Of another company, through Slack Connect, or of the same Enterprise Grid organisation. */
  readonly relation: 'connect' | 'grid';
};

export type Workspace = {
  readonly id: string;
  /** 1, 2, …; part of every id in the workspace. */
  readonly number: number;
  readonly name: string;
  readonly domain: string;
  /** The Enterprise Grid organisation that the workspace is in, if it is in one. */
  readonly enterprise: { readonly id: string; readonly name: string } | undefined;
  /** By id. */
  readonly otherTeams: Map<string, OtherTeam>;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly usergroups: Map<string, UserGroup>;
  readonly files: Map<string, StoredFile>;
  /** Home tabs by user id. */
  readonly homes: Map<string, View>;
  /** Stacks of open modals by user id, topmost last. */
  readonly modals: Map<string, View[]>;
  /** The ids of channels that the app is in as soon as it is installed. */
  readonly channelsWithApp: Set<string>;
  /** `undefined` when the app isn't installed here. */
  installation: Installation | undefined;
  /** The app's bot user, which survives an uninstallation and is used by the next one. */
  appUserId: string | undefined;
};

export type Installation = {
  readonly botToken: string;
  /** With token rotation, the token before, which is valid until its own end. */
  readonly olderToken?: string | undefined;
  /** One token for every workspace of the organisation that the app has access to. */
  readonly isOrgWide: boolean;
  readonly botUserId: string;
  readonly botId: string;
  readonly scopes: ReadonlySet<string>;
};
