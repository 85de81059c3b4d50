import type { Entry } from '../../content/entry.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { openAnother, openAnswer, openSkill } from './actions.ts';
import { type PracticeDeps, practice } from './command.ts';
import { progressData } from './progress.ts';
import { routes } from './routes.ts';
import { scenesOf } from './scenario.ts';

/** Scenes with three answers and their effects; a person's progress is kept for them alone. */
export function registerPractice(deps: PracticeDeps) {
  const feature: Feature = {
    care: { practice: practice(deps) },
    actions: [
      routes.skill.handle(openSkill(deps)),
      routes.another.handle(openAnother(deps)),
      routes.answer.handle(openAnswer(deps)),
    ],
  };
  /** For other features, below an entry; none if the entry has no scenes. */
  const buttonsFor = (entry: Entry): readonly ButtonSpec[] => {
    if (scenesOf(entry).length === 0) return [];
    const label = deps.content().words('practice.open');
    const spoken = `${label}: ${entry.title}`;
    return [routes.skill.button({ label, value: entry.id, spoken })];
  };
  /** A scene of any skill. */
  const anyButton = (): ButtonSpec =>
    routes.another.button({ label: deps.content().words('practice.open') });
  return { feature, buttonsFor, anyButton, personalData: progressData(deps) };
}
