import type { Content } from '../../../content/content.ts';
import type { Thanks } from '../shoutout.ts';
import { findCustomerData } from '../text/customer-data.ts';
import type { FormDraft } from './draft.ts';
import { countryOf, type LookupResult } from './lookup.ts';
import { piecesOf } from './problem-texts.ts';
import { type DraftProblem, type LeftOut, validateDraft } from './validate.ts';

export type ReviewedDraft = {
  /** `undefined` if there are problems. */
  readonly thanks: Thanks | undefined;
  readonly problems: readonly DraftProblem[];
  readonly leftOut: readonly LeftOut[];
  /** The pieces of the text that may be customer data. */
  readonly customerData: readonly string[];
};

/**
 * Validates a draft and looks for customer data in it. Guests who are thanked already stay, whatever
 * the rules for guests are now.
 */
export async function reviewDraft(
  { library }: Content,
  draft: FormDraft,
  facts: LookupResult,
  thankedBefore: readonly string[] = [],
): Promise<ReviewedDraft> {
  const { giver, person, groups, tooMany, guests } = facts;
  const isSkill = (id: string) => library.find(id)?.kind === 'skill';
  const { skill } = draft;
  const checked = validateDraft(
    {
      person: tooMany ? () => giver : person,
      isSkill,
      // Of too many people nothing is known.
      mayReceive: (id) => guests.mayReceive || tooMany !== undefined || thankedBefore.includes(id),
    },
    { ...draft, from: giver.id, groups, skill },
  );
  const problems = checked.problems.map(
    (problem): DraftProblem =>
      problem.what === 'none' && draft.unknown ? { field: 'skill', what: 'unknown' } : problem,
  );
  const { thanks, leftOut } = checked;
  const found = thanks ? await findCustomerData(thanks.text, countryOf(giver)) : [];
  return { thanks, problems, leftOut, customerData: thanks ? piecesOf(thanks.text, found) : [] };
}

/** The draft with the members of its groups as people, without those who can't be thanked. */
export function withGroups(draft: FormDraft, facts: LookupResult): FormDraft {
  const members = facts.groups.flatMap((group) => group.members);
  const thankable = members.filter((id) => {
    const known = facts.person(id);
    const isOut = known?.isGuest && !facts.guests.mayReceive;
    return id !== facts.giver.id && known && !known.isBot && !known.isDeactivated && !isOut;
  });
  return { ...draft, people: [...new Set([...draft.people, ...thankable])], groups: [] };
}
