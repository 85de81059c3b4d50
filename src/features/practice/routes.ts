import { z } from 'zod';
import { action } from '../../slack/router/routes.ts';
import { word } from '../../slack/router/value-formats.ts';

/** `skill/scene`. */
const scenePattern = /^(?<skill>[a-z0-9-]+)\/(?<number>[1-9]\d{0,2})$/;

/** `skill/scene/answer`, then `@` and when the scene was shown, to base 36. */
const answerPattern =
  /^(?<scene>[a-z0-9-]+\/[1-9]\d{0,2})\/(?<answer>[1-9])(?:@(?<shownAt>[0-9a-z]{1,10}))?$/;

const sceneRefSchema = z.object({ skill: z.string(), number: z.int() });
/** A scene by its skill's id and its place within the skill, from 1. */
export type SceneRef = z.infer<typeof sceneRefSchema>;

const formatScene = ({ skill, number }: SceneRef) => `${skill}/${number}`;

function parseScene(text: string): SceneRef | undefined {
  const { skill = '', number } = scenePattern.exec(text)?.groups ?? {};
  return number === undefined ? undefined : { skill, number: Number(number) };
}

/** The scene that should not come next; `any` for none. */
const lastScene = z.codec(z.string(), sceneRefSchema.optional(), {
  decode: (text, context) => {
    const scene = parseScene(text);
    if (!scene && text !== 'any') context.issues.push({ code: 'custom', input: text });
    return scene;
  },
  encode: (scene) => (scene ? formatScene(scene) : 'any'),
});

const answerSchema = z.object({
  scene: sceneRefSchema,
  /** From 1. */
  answer: z.int(),
  /** Milliseconds; 0 for buttons posted by versions that left it out. */
  shownAt: z.number(),
});

export type SceneAnswer = z.infer<typeof answerSchema>;

const sceneAnswer = z.codec(z.string(), answerSchema, {
  decode: (text, context) => {
    const { scene = '', answer, shownAt = '0' } = answerPattern.exec(text)?.groups ?? {};
    const found = parseScene(scene);
    if (found)
      return { scene: found, answer: Number(answer), shownAt: Number.parseInt(shownAt, 36) };
    context.issues.push({ code: 'custom', input: text });
    return z.NEVER;
  },
  encode: ({ scene, answer, shownAt }) => `${formatScene(scene)}/${answer}@${shownAt.toString(36)}`,
});

export const routes = {
  /** A scene of the skill with this id. */
  skill: action('practice.skill', word),
  another: action('practice.another', lastScene),
  answer: action('practice.answer', sceneAnswer),
};
