import type { Entry } from '../../content/entry.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { type FeedbackDeps, openForm, sendFeedback } from './actions.ts';
import { routes } from './routes.ts';

/** "This is unclear": readers' feedback on an entry, for the people who maintain the content. */
export function registerFeedback(deps: FeedbackDeps) {
  const feature: Feature = {
    actions: [routes.open.handle(openForm(deps))],
    views: [routes.send.handle(sendFeedback(deps))],
  };
  /** None if no channel is set that would receive the feedback. */
  const buttonsFor = ({ id }: Entry): ButtonSpec[] =>
    deps.channel === undefined
      ? []
      : [routes.open.button({ label: deps.content().words('remark.button'), value: id })];
  return { feature, buttonsFor };
}
