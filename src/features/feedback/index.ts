import type { Entry } from '../../content/entry.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { ask, type FeedbackDeps, send } from './actions.ts';
import { routes } from './routes.ts';

/** "This is unclear": what readers miss in an entry, brought to the people who look after the content. */
export function registerFeedback(parts: FeedbackDeps) {
  const feature: Feature = {
    care: {},
    actions: [routes.open.handle(ask(parts))],
    views: [routes.send.handle(send(parts))],
  };
  /** No button where nobody would hear it. */
  const buttonsFor = ({ id }: Entry): ButtonSpec[] =>
    parts.channel === undefined
      ? []
      : [routes.open.button({ label: parts.content().words('remark.button'), value: id })];
  return { feature, buttonsFor };
}
