import type { Task } from '../../ports/outbox.ts';
import type { PersonalData } from '../../ports/personal-data.ts';
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
  /** When a Home tab was published last is of no use to the person. */
  const personalData: PersonalData = {
    count: async () => ({}),
    rows: async () => [],
    erase: async ({ workspace, user }) => {
      await publisher.erase({ workspace, user });
      return { isDone: true };
    },
  };
  return {
    feature,
    personalData,
    tasks: [[taskKind, task]] as const,
    changed: publisher.changed,
    contentChanged: publisher.contentChanged,
    stop: publisher.stop,
  };
}
