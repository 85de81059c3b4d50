import type { Entry } from '../../content/entry.ts';
import type { Feature } from '../../slack/router/feature.ts';
import type { ButtonSpec } from '../../slack/ui/blocks.ts';
import { openAnother, openAnswer, openSkill } from './actions.ts';
import { type Practice, practice } from './command.ts';
import { routes } from './routes.ts';
import { scenesOf } from './scenario.ts';

/** Scenes to think through alone: three answers, and what each does to the customer. What somebody answered is kept for them alone. */
export function registerPractice(parts: Practice) {
  const feature: Feature = {
    /** The verb is spelt so in Britain. */
    care: { practice: practice(parts), practise: practice(parts) },
    actions: [
      routes.skill.handle(openSkill(parts)),
      routes.another.handle(openAnother(parts)),
      routes.answer.handle(openAnswer(parts)),
    ],
  };
  /** What other features show below an entry; nothing where there is nothing to practice. */
  const buttonsFor = (entry: Entry): readonly ButtonSpec[] => {
    if (scenesOf(entry).length === 0) return [];
    const label = parts.content().words('practice.open');
    const spoken = `${label}: ${entry.title}`;
    return [routes.skill.button({ label, value: entry.id, spoken })];
  };
  /** A scene of any skill. */
  const anyButton = (): ButtonSpec => {
    const label = parts.content().words('practice.open');
    return routes.another.button({ label });
  };
  return { feature, buttonsFor, anyButton };
}
