import type { HolidayPlace, Weekday } from '../../../calendar/rule.ts';

/** Whose tips: this channel's, or one's own by direct message. */
export type Whose = 'channel' | 'me';

export type TipsCommand = { readonly whose: Whose } & (
  | { readonly kind: 'show' | 'off' | 'resume' | 'skip' | 'preview' }
  /** What was not typed is undefined: it stays as it is in a plan, or as is usual in a new one. */
  | ({ readonly kind: 'on' } & PlanWords)
  /** `until`: the first date with a tip again, or `open`. */
  | { readonly kind: 'pause'; readonly until: string }
  | { readonly kind: 'days-off'; readonly dates: readonly string[] }
  | { readonly kind: 'holidays'; readonly place: HolidayPlace | undefined }
  | { readonly kind: 'skills'; readonly skills: readonly string[] | 'all' }
  | { readonly kind: 'mode'; readonly mode: 'least' | 'even' }
);

export type PlanWords = {
  readonly time: string | undefined;
  readonly days: readonly Weekday[] | undefined;
  readonly zone: string | undefined;
};

/**
 * What was not understood. `word`: no idea what it is. `past`, `far`: a date that is over, or more than two years away. `twice`: a
 * second time or zone. `missing`: nothing follows a word that needs something. `own-zone`: one's own tips go by one's own clock.
 * `many`: more days off at once than a year has.
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
    | 'skill'
    | 'place'
    | 'mode'
    | 'twice'
    | 'missing'
    | 'word';
  /** The piece of `typed` that it is about. */
  readonly part: string;
  /** What may be written in the place of `part`, the likeliest first. */
  readonly nearest: readonly string[];
  /** All that was typed after `tips`. */
  readonly typed: string;
};

export type Problem = Omit<TipsProblem, 'kind' | 'typed'>;
