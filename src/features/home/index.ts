import type { Task } from '../../ports/outbox.ts';
import type { Feature } from '../../slack/router/feature.ts';
import { type HomeDeps, homePublisher, taskKind } from './publisher.ts';

/** The Home tab: what a person needs first, from all features. */
export function registerHome(deps: HomeDeps) {
  const publisher = homePublisher(deps);
  const feature: Feature = {
    events: {
      app_home_opened: async ({ workspace, user, tab, hash }) => {
        if (tab === 'home') publisher.opened({ workspace, user }, { hash });
      },
      user_change: async ({ workspace, id }) => publisher.forgetPerson({ workspace, user: id }),
    },
  };
  const task: Task = ({ workspace, id }) => publisher.task({ workspace, user: id });
  return {
    feature,
    tasks: [[taskKind, task]] as const,
    changed: publisher.changed,
    contentChanged: publisher.contentChanged,
    stop: publisher.stop,
  };
}
