import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { limits, plainText } from '../ui/limits.ts';
import type { OptionsListener } from './feature.ts';
import { logOutcome } from './log-outcome.ts';

type Deps = { readonly options: ReadonlyMap<string, OptionsListener>; readonly log: Log };

/** External select menus: what they offer for the letters typed so far. */
export function registerOptions(app: App, { options, log }: Deps): void {
  app.options<'block_suggestion'>(
    { type: 'block_suggestion' },
    async ({ payload, body, ack, context }) => {
      const route = payload.action_id.split('/', 1)[0] ?? '';
      const user = { workspace: body.team?.id ?? '', user: body.user.id };
      try {
        const found = (await options.get(route)?.handler({ ...user, text: payload.value })) ?? [];
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
