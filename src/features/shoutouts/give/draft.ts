import { z } from 'zod';
import { detailsShape } from '../details.ts';
import type { TypedShoutout } from '../parse/parse-shoutout.ts';

const ids = z.array(z.string().max(40)).max(100);

const formDraft = z.object({
  people: ids.default([]),
  groups: ids.default([]),
  skill: z.string().max(100).optional(),
  /** What was typed for a skill and is none. */
  unknown: z.string().optional(),
  text: z.string().default(''),
  /** Where its card is to be. */
  channel: z.string().max(40).optional(),
  how: z.enum(['publicly', 'privately']).default('publicly'),
  ...detailsShape,
});

/** What somebody has said of a shout-out so far: what a form begins with. */
export type FormDraft = z.infer<typeof formDraft>;

export const emptyDraft: FormDraft = formDraft.parse({});

/** A button's value has room for so many characters. */
const longestValue = 2000;

/** `undefined` where a button can't carry it. */
export function draftValue(draft: FormDraft): string | undefined {
  const value = JSON.stringify(draft);
  return value.length <= longestValue ? value : undefined;
}

/** What a button carries: a draft, or only a skill's id. */
export function parseDraft(value: string): FormDraft {
  if (!value.startsWith('{')) return { ...emptyDraft, ...(value ? { skill: value } : {}) };
  return formDraft.parse(JSON.parse(value));
}

/** What was typed, with what was only suggested, for a form to begin with. */
export function typedDraft(typed: TypedShoutout, channel: string | undefined): FormDraft {
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
  };
}
