import type { SlackContext } from '../slack-context.ts';
import { organisationToAddTo, workspacesOf } from '../state/installations.ts';
import type { Workspace } from '../state/workspace.ts';

/** Milliseconds until the app has to answer. */
const timeout = 10_000;

/**
 * Adds the app to a workspace as a person does who presses "Add to Slack" and gives consent; if the
 * workspace is in an organisation and the manifest allows it, to the whole organisation. Rejects,
 * with what the person would see, if the app does not take part.
 */
export async function addApp(slack: SlackContext, workspace: Workspace): Promise<void> {
  const { addUrl } = slack.distribution;
  if (!addUrl) throw new Error('the app has no address for “Add to Slack”');
  const organisation = organisationToAddTo(slack, workspace);
  const browser = cookieJar();
  const start = await browser.visit(addUrl);
  const consent = start.headers.get('location') ?? '';
  if (!consent.startsWith(`${slack.url}/oauth/v2/authorize?`))
    throw new Error(`${addUrl} answered with ${start.status} and does not lead to Slack`);
  const decision = await browser.visit(
    consent,
    new URLSearchParams({ team: organisation?.id ?? workspace.id, decision: 'allow' }),
  );
  const back = decision.headers.get('location');
  if (!back) throw new Error(`Slack refused: ${await decision.text()}`);
  const end = await browser.visit(back);
  if (!end.ok && end.status !== 302)
    throw new Error(`the app answered with ${end.status} after Slack’s consent page`);
  if (!workspace.installation) throw new Error('the app did not fetch its token');
  for (const one of organisation ? workspacesOf(slack, organisation.id) : [workspace])
    joinChannels(one);
  slack.changed.send();
}

function joinChannels({ installation, channels, channelsWithApp }: Workspace): void {
  if (!installation) return;
  for (const id of channelsWithApp) channels.get(id)?.members.add(installation.botUserId);
}

/** Keeps cookies from one page to the next, as a browser does. */
function cookieJar() {
  const cookies = new Map<string, string>();
  return {
    visit: async (url: string, body?: URLSearchParams): Promise<Response> => {
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        signal: AbortSignal.timeout(timeout),
        ...(body && { method: 'POST', body }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      return response;
    },
  };
}
