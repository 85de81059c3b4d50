/** The place that an event about the app's installation concerns. */
export type Concerned = {
  /** None if it is the installation in a whole organisation. */
  readonly workspace: string | undefined;
  readonly enterprise: string | undefined;
};

/**
 * What becomes of installations. Slack tells of a removal in several events, in any order, twice, late,
 * or not at all. Times are milliseconds since 1970, by Slack's clock.
 */
export type InstallationEvents = {
  readonly removed: (from: Concerned, at: number) => Promise<void>;
  /** The app, which is installed in the organisation, has lost its access to these workspaces. */
  readonly accessRevoked: (workspaces: readonly string[]) => Promise<void>;
  readonly accessGranted: (organisation: string, workspaces: readonly string[]) => Promise<void>;
};
