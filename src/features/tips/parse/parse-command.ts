import type { PlanWords } from '../../../calendar/parse/plan-words.ts';
import type { HolidayPlace } from '../../../calendar/rule.ts';
import type { Bundle } from '../plan.ts';

/** The channel's tips, or the person's own by direct message. */
export type Whose = 'channel' | 'me';

export type TipsCommand = { readonly whose: Whose } & (
  | { readonly kind: 'show' | 'off' | 'resume' | 'skip' | 'unskip' | 'preview' }
  /** Days to leave out on which no tip comes anyway. */
  | { readonly kind: 'left-out' }
  /** Undefined keeps the plan's value, or takes the default in a new plan. */
  | ({ readonly kind: 'on' } & PlanWords)
  /** `until` is the first date with a tip again, or `open`. */
  | { readonly kind: 'pause'; readonly until: string }
  | { readonly kind: 'days-off'; readonly dates: readonly string[] }
  | {
      readonly kind: 'holidays';
      readonly place: HolidayPlace | undefined;
      readonly isWhole?: boolean;
    }
  | { readonly kind: 'skills'; readonly skills: readonly string[] | 'all' }
  | { readonly kind: 'mode'; readonly mode: 'least' | 'even' }
  /** `weekly`: on the last of the plan's days. */
  | { readonly kind: 'bundle'; readonly bundle: Bundle | 'weekly' | 'off' }
);

/**
 * Why a part was not understood. `word`: not recognised at all. `past`, `far`: a date that is over, or
 * more than two years ahead. `twice`: a second time or zone. `missing`: nothing follows a word that
 * needs something. `own-zone`: personal tips always use the person's own time zone. `own-bundle`:
 * only a channel shows thanks. `many`: more
 * days off than a plan takes. `long`: more text than any command.
 */
export type TipsProblem = {
  readonly kind: 'problem';
  readonly about:
    | 'time'
    | 'days'
    | 'zone'
    | 'own-zone'
    | 'date'
    | 'past'
    | 'far'
    | 'many'
    | 'long'
    | 'skill'
    | 'place'
    | 'mode'
    | 'bundle'
    | 'own-bundle'
    | 'twice'
    | 'missing'
    | 'word';
  /** The part of `typed` that was not understood. */
  readonly part: string;
  /** Suggestions for `part`, the likeliest first. */
  readonly nearest: readonly string[];
  /** The whole text after `tips`. */
  readonly typed: string;
};

export type Problem = Omit<TipsProblem, 'kind' | 'typed'>;
