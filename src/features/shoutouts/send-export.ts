import type { ShoutoutDeps } from './deps.ts';
import { csvHeader, csvLine, exportRow, forEachShoutout } from './records/export.ts';

type Sent = {
  readonly count: number;
  readonly leftOut: number;
  /** For their cards in public channels. */
  readonly waiting: number;
  readonly isTooLarge: boolean;
};

/** A file of more is for the command line. */
const maxRows = 20_000;

/**
 * Sends a person the shout-outs that everybody in the workspace may read, as a CSV file in the direct
 * message. Those of private channels and private ones keep to the people who read them in Slack; they
 * are only counted.
 */
export async function sendShoutouts(
  deps: Pick<ShoutoutDeps, 'store' | 'slacks' | 'content'>,
  workspace: string,
  user: string,
): Promise<Sent> {
  const { words } = deps.content();
  const lines: string[] = [];
  let [count, leftOut, waiting] = [0, 0, 0];
  await forEachShoutout(deps, workspace, (shoutout) => {
    const { state, inPublicChannel } = shoutout;
    if (state !== 'posted' || !inPublicChannel) {
      if (state === 'waiting' && inPublicChannel) waiting += 1;
      else leftOut += 1;
      return;
    }
    count += 1;
    if (count <= maxRows) lines.push(csvLine(exportRow(shoutout, words('shoutout.colleague'))));
  });
  const isTooLarge = count > maxRows;
  if (count > 0 && !isTooLarge) {
    const slack = await deps.slacks(workspace);
    const title = words('admin.export-title');
    const content = csvHeader() + lines.join('');
    await slack.sendFile({ channel: user }, { name: 'shoutouts.csv', title, content });
  }
  return { count, leftOut, waiting, isTooLarge };
}
