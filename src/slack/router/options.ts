import type { App } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import { limits, within } from '../ui/limits.ts';
import type { OptionsListener } from './feature.ts';
import { logOutcome } from './log-outcome.ts';

/** Menus that are too long to show: what is offered for the letters typed so far. */
export function registerOptions(
  app: App,
  { options, log }: { readonly options: ReadonlyMap<string, OptionsListener>; readonly log: Log },
): void {
  app.options<'block_suggestion'>(
    { type: 'block_suggestion' },
    async ({ payload, body, ack, context }) => {
      const route = payload.action_id.split('/', 1)[0] ?? '';
      const asker = { workspace: body.team?.id ?? '', user: body.user.id };
      try {
        const found = (await options.get(route)?.handler({ ...asker, text: payload.value })) ?? [];
        logOutcome(context, route, 'answered');
        await ack({
          options: found.slice(0, limits.options).map(({ text, value }) => ({
            text: { type: 'plain_text', text: within(limits.optionText, text), emoji: false },
            value,
          })),
        });
      } catch (error) {
        logOutcome(context, route, 'failed');
        log.error({ err: error, route }, 'a menu could not be filled');
        await ack({ options: [] });
      }
    },
  );
}
