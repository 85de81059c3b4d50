import { z } from 'zod';
import { limits } from '../../../slack/ui/limits.ts';
import { detailsShape } from '../details.ts';
import type { TypedShoutout } from '../parse/parse-shoutout.ts';

const ids = z.array(z.string().max(40)).max(100);

export const formDraft = z.object({
  people: ids.default([]),
  groups: ids.default([]),
  skill: z.string().max(100).optional(),
  /** A name typed as a skill that matches none. */
  unknown: z.string().optional(),
  text: z.string().default(''),
  /** The channel for its card. */
  channel: z.string().max(40).optional(),
  /** Whether it was typed in a message that everyone in its channel can read. */
  isMention: z.boolean().optional(),
  how: z.enum(['publicly', 'privately']).default('publicly'),
  ...detailsShape,
});

/** An unfinished shout-out: the initial values of the form. */
export type FormDraft = z.infer<typeof formDraft>;

export const emptyDraft: FormDraft = formDraft.parse({});

/** Whether a button can carry the draft. */
export const fitsButton = (draft: FormDraft): boolean =>
  JSON.stringify(draft).length <= limits.buttonValue;

/** A draft of what was typed, with the suggestions where something is missing. */
export function typedDraft(
  typed: TypedShoutout,
  channel: string | undefined,
  isMention = false,
): FormDraft {
  const { people, groups, skill, unknownSkill, suggestedSkill, suggestedPeople, text } = typed;
  const chosen = skill ?? suggestedSkill;
  return {
    ...emptyDraft,
    people: [...(people.length + groups.length > 0 ? people : suggestedPeople)],
    groups: [...groups],
    ...(chosen ? { skill: chosen } : {}),
    ...(unknownSkill ? { unknown: unknownSkill } : {}),
    text,
    ...(channel ? { channel } : {}),
    ...(isMention ? { isMention } : {}),
  };
}
