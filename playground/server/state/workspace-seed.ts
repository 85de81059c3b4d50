/** The hand-written data from which a workspace is built. */
export type WorkspaceSeed = {
  readonly name: string;
  readonly domain: string;
  /** The name of the workspace's Enterprise Grid organisation. */
  readonly enterprise?: string;
  /** Other workspaces whose people are in this one's channels. */
  readonly other_teams?: readonly {
    readonly name: string;
    readonly domain: string;
    /** `connect` is another company's; `grid` needs an `enterprise`. */
    readonly relation: 'connect' | 'grid';
  }[];
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
    /** The name of an other team that the person is from; such people are in no channel by default. */
    readonly team?: string;
  }[];
  readonly channels: readonly {
    readonly name: string;
    readonly private?: boolean;
    readonly archived?: boolean;
    readonly topic?: string;
    readonly locale?: string;
    /** Handles; all active users but guests and bots by default. */
    readonly members?: readonly string[];
    /** Makes the app a member. */
    readonly app?: boolean;
    readonly messages?: readonly { readonly from: string; readonly text: string }[];
  }[];
  readonly usergroups?: readonly {
    readonly handle: string;
    readonly name: string;
    readonly users: readonly string[];
  }[];
  /** False when the app is to be installed by OAuth. */
  readonly installed?: boolean;
};
