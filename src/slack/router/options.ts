import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { limits, plainText } from '../ui/limits.ts';
import type { OptionsListener } from './feature.ts';
import { logOutcome } from './log-outcome.ts';
import { type IsOutsider, workspaceOf } from './requester.ts';

type Deps = {
  readonly options: ReadonlyMap<string, OptionsListener>;
  readonly log: Log;
  readonly isOutsider: IsOutsider;
};

/** External select menus: what they offer for the letters typed so far. */
export function registerOptions(app: App, { options, log, isOutsider }: Deps): void {
  app.options<'block_suggestion'>(
    { type: 'block_suggestion' },
    async ({ payload, body, ack, context }) => {
      const route = payload.action_id.split('/', 1)[0] ?? '';
      const workspace = workspaceOf(context);
      const query = { workspace, user: body.user.id, text: payload.value };
      try {
        const mayAsk = !(await isOutsider(workspace, query.user, body));
        const found = (mayAsk && (await options.get(route)?.handler(query))) || [];
        logOutcome(context, route, 'answered');
        await ack({
          options: found.slice(0, limits.options).map(({ text, value }) => ({
            text: plainText(limits.optionText, text),
            value,
          })),
        });
      } catch (error) {
        logOutcome(context, route, 'failed');
        log.error({ err: error, route }, 'could not load options');
        await ack({ options: [] });
      }
    },
  );
}
