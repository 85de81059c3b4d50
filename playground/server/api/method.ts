import type { JsonObject } from '../json-object.ts';
import type { SlackContext } from '../slack-context.ts';
import type { Installation, Workspace } from '../state/workspace.ts';
import type { Arguments } from './arguments.ts';
import type { Tier } from './rate-limits.ts';

/** A call with a workspace's bot token. */
export type Call = {
  readonly slack: SlackContext;
  readonly workspace: Workspace;
  readonly installation: Installation;
  readonly args: Arguments;
};

/** A method for bot tokens. */
type Method = {
  /** One of these scopes is needed, if there are any. */
  readonly scopes?: readonly string[];
  readonly tier: Tier;
  /** Returns the fields beside `{ok: true}`. Throws API errors. */
  readonly run: (call: Call) => JsonObject;
};

export type Methods = { readonly [name: string]: Method };
