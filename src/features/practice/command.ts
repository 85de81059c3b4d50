import type { Content } from '../../content/content.ts';
import type { CareHandler } from '../../slack/router/feature.ts';
import { type ReadButton, sceneMessage } from './message.ts';
import { type ProgressDeps, showNext } from './progress.ts';
import { scenesFor } from './scenario.ts';

export type Practice = ProgressDeps & {
  readonly content: () => Content;
  readonly readButton: ReadButton;
};

/** A scene of any skill, or of the skill that the words name or find. Other words are a search: "practice makes perfect". */
export const practice =
  (parts: Practice): CareHandler =>
  async ({ text, workspace, user }) => {
    const { content, readButton } = parts;
    const scenes = scenesFor(content().library, text);
    if (scenes.length === 0) return undefined;
    const shown = await showNext(parts, { workspace, user }, scenes);
    return shown && sceneMessage(content(), readButton, shown);
  };
