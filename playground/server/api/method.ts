import type { Fields, World } from '../slack-context.ts';
import type { Installation, Workspace } from '../state/workspace.ts';
import type { Arguments } from './arguments.ts';
import type { Tier } from './rate-limits.ts';

/** One call by the app in one workspace. */
export type Call = {
  readonly world: World;
  readonly workspace: Workspace;
  readonly installation: Installation;
  readonly args: Arguments;
};

/** A method that the bot token calls. */
type Method = {
  /** Any one of these is enough; none: no scope is needed. */
  readonly scopes?: readonly string[];
  readonly tier: Tier;
  /** What is added to `{ok: true}`. Throws a refusal. */
  readonly run: (call: Call) => Fields;
};

export type Methods = { readonly [name: string]: Method };
