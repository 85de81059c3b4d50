import type { Content } from '../../content/content.ts';
import type { CareHandler } from '../../slack/router/feature.ts';
import { type ReadButton, sceneMessage } from './message.ts';
import { nextScene, type ProgressDeps } from './progress.ts';
import { scenesFor } from './scenario.ts';

export type PracticeDeps = ProgressDeps & {
  readonly content: () => Content;
  readonly readButton: ReadButton;
};

/** A scene of any skill, or of a named one. Other text is a search: "practice makes perfect". */
export const practice =
  (deps: PracticeDeps): CareHandler =>
  async ({ text, workspace, user }) => {
    const { content, readButton } = deps;
    const scenes = scenesFor(content(), text);
    if (scenes.length === 0) return undefined;
    const shown = await nextScene(deps, { workspace, user }, scenes);
    return shown && sceneMessage(content(), readButton, shown);
  };
