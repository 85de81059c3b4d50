import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { ViewView } from '../../playground/protocol.ts';
import type { LocalSlack } from '../../playground/server/local-slack.ts';
import type { RunningApp } from '../../src/start.ts';
import { eventually } from '../eventually.ts';
import { signed } from '../signing.ts';

/** Who presses where; `in` is a channel's id. */
type Press = {
  readonly by: string;
  readonly in: string;
  readonly ts?: string | undefined;
  readonly workspace?: string;
};

/**
 * Sends the app (over HTTP) signed requests with values of any origin, as somebody with an old
 * message, a form left open or a recorded request could.
 */
export async function forger({
  slack,
  app,
}: {
  readonly slack: LocalSlack;
  readonly app: RunningApp;
}) {
  const answers: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      answers.push(body);
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const response_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let triggers = 0;

  /** Posts a request; it can be sent again as it was. */
  const post = async (fields: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(fields).toString();
    const headers = signed(body, Date.now(), undefined, slack.credentials.signingSecret);
    const send = async () => {
      const url = `http://127.0.0.1:${app.port}/slack/events`;
      const response = await fetch(url, { method: 'POST', body, headers });
      return { status: response.status, text: await response.text() };
    };
    return { ...(await send()), again: send };
  };
  const interact = (payload: object, { by, workspace = teamOf(slack) }: Omit<Press, 'in'>) => {
    triggers += 1;
    const user = { id: by, team_id: workspace };
    const trigger_id = `forged.${triggers}`;
    const whole = { user, team: { id: workspace }, trigger_id, ...payload };
    return post({ payload: JSON.stringify(whole) });
  };

  return {
    /** Presses a control with a value; resolves with the text of the answer. */
    press: async (action: string, value: string, press: Press) => {
      const before = answers.length;
      const sent = await interact(
        {
          type: 'block_actions',
          container: { type: 'message', message_ts: press.ts ?? '1.000100', channel_id: press.in },
          channel: { id: press.in, name: 'general' },
          response_url,
          actions: [controlOf(action, value)],
        },
        press,
      );
      const answer = await eventually(() => {
        const found = answers[before];
        if (found === undefined) throw new Error(`no answer yet to ${sent.status} ${sent.text}`);
        return found;
      });
      const again = async () => {
        const known = answers.length;
        const { status } = await sent.again();
        return { status, answers: () => answers.length - known };
      };
      return { answer, again };
    },
    /** Submits an open form with other metadata or values, as another person. */
    submit: (
      view: Pick<ViewView, 'callback_id' | 'private_metadata' | 'title'> & { readonly id: string },
      values: Readonly<Record<string, object>>,
      by: string,
    ) => {
      const state = Object.entries(values).map(([name, value]) => [name, { [name]: value }]);
      return interact(
        {
          type: 'view_submission',
          view: { ...view, type: 'modal', state: { values: Object.fromEntries(state) } },
        },
        { by },
      );
    },
    command: (name: string, text: string, { by, in: channel_id }: Press) => {
      triggers += 1;
      return post({
        ...{ command: name, text, user_id: by, channel_id, team_id: teamOf(slack) },
        ...{ trigger_id: `forged.${triggers}`, response_url },
      });
    },
  };
}

const controlOf = (action_id: string, value: string) =>
  action_id.endsWith('/menu')
    ? { type: 'overflow', action_id, block_id: 'b', selected_option: { value } }
    : { type: 'button', action_id, block_id: 'b', value };

/** The id of the first workspace. */
function teamOf(slack: LocalSlack): string {
  for (const { request } of slack.traffic) {
    const { team_id, team } = (request ?? {}) as { team_id?: string; team?: { id: string } };
    const id = team_id ?? team?.id;
    if (id) return id;
  }
  throw new Error('nothing was delivered yet');
}
