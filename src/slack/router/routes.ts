import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { ButtonSpec, MenuSpec } from '../ui/blocks.ts';
import type { ActionId, Field, Option } from '../ui/fields.ts';
import { limits } from '../ui/limits.ts';
import { type FormSpec, form } from '../ui/views.ts';
import type {
  Action,
  ActionHandler,
  ActionListener,
  OptionsListener,
  OptionsQuery,
  ViewHandler,
  ViewListener,
  ViewValues,
} from './feature.ts';
import { noValue } from './value-formats.ts';
import { textIn } from './view-state.ts';

/** A codec between a value and a string in Slack's payload, or a schema of strings. */
type Format<Value> = z.ZodType<Value, string>;

/** May be left out if it may be `undefined`. */
type WithValue<Value> = undefined extends Value
  ? { readonly value?: Value }
  : { readonly value: Value };
type WithAbout<About> = undefined extends About
  ? { readonly about?: About }
  : { readonly about: About };

export type ActionRoute<Value> = {
  readonly id: ActionId;
  readonly button: (
    spec: Pick<ButtonSpec, 'label' | 'spoken' | 'primary' | 'confirm'> & WithValue<Value>,
  ) => ButtonSpec;
  /** An overflow menu of at most five options. */
  readonly menu: (options: readonly Option<Value>[]) => MenuSpec;
  readonly handle: (
    handler: ActionHandler<Value>,
    options?: Pick<ActionListener, 'forOutsiders' | 'onlyInChannels'>,
  ) => ActionListener;
};

/**
 * A button, an overflow menu or a field that reports changes, together with its handler. Posted
 * buttons outlive a deployment, so a format must go on accepting every string it ever produced; any
 * other string gets the apology for old buttons. Without a format the control carries no value.
 */
export function action(name: string): ActionRoute<undefined>;
export function action<Value>(name: string, format: Format<Value>): ActionRoute<Value>;
export function action<Value>(
  name: string,
  format = noValue as unknown as Format<Value>,
): ActionRoute<Value> {
  const id = name as ActionId;
  return {
    id,
    button: (spec) => {
      const value = encode(id, format, spec.value as Value, limits.buttonValue);
      const { label, spoken, primary, confirm } = spec;
      return {
        action: id,
        label,
        ...(value ? { value } : {}),
        ...(spoken ? { spoken } : {}),
        ...(primary ? { primary } : {}),
        ...(confirm ? { confirm } : {}),
      };
    },
    menu: (options) => ({ action: id, options: encodeOptions(id, format, options) }),
    handle: (handler, options = {}) => ({
      id,
      ...options,
      accept: (action) => {
        const { success, data } = format.safeDecode(action.value);
        return success ? () => handler({ ...action, value: data }) : undefined;
      },
    }),
  };
}

type SearchField = Extract<Field, { kind: 'search' }>;

export type SelectRoute<Value> = {
  readonly id: ActionId;
  readonly field: (
    spec: Omit<SearchField, 'kind' | 'route' | 'initial'> & {
      readonly initial?: Option<Value> | undefined;
    },
  ) => SearchField;
  /** Fills the menu for the letters typed so far; Slack shows the first 100 options. */
  readonly options: (
    handler: (query: OptionsQuery) => readonly Option<Value>[] | Promise<readonly Option<Value>[]>,
  ) => OptionsListener;
  /** Answers a change of the field; `value` is `undefined` when the choice was removed. */
  readonly handle: (handler: ActionHandler<Value | undefined>) => ActionListener;
  /** The choice in a field of this name; `undefined` if there is none, or none that fits. */
  readonly chosen: (values: ViewValues, name: string) => Value | undefined;
};

/** An external select menu of a form, filled for the letters typed. */
export function select<Value>(name: string, format: Format<Value>): SelectRoute<Value> {
  const id = name as ActionId;
  const decode = (text: string): Value | undefined => format.safeDecode(text).data;
  return {
    id,
    field: ({ initial, ...spec }) => ({
      ...spec,
      kind: 'search',
      route: id,
      ...(initial ? { initial: encodeOption(id, format, initial) } : {}),
    }),
    options: (handler) => ({
      id,
      handler: async (query) => encodeOptions(id, format, await handler(query)),
    }),
    handle: (handler) => ({
      id,
      accept: (action) => () => handler({ ...action, value: decode(action.value) }),
    }),
    chosen: (values, name) => decode(textIn(values, name)),
  };
}

export type ViewRoute<About> = {
  /** The callback id. */
  readonly id: string;
  /** `about` comes back with the submission, as the view's private metadata. */
  readonly form: (spec: Omit<FormSpec, 'route' | 'about'> & WithAbout<About>) => ModalView;
  readonly handle: (handler: ViewHandler<About>) => ViewListener;
  /** The metadata of the form that holds a control; `undefined` if they don't fit. */
  readonly about: (form: Action['form']) => About | undefined;
};

/**
 * A form, together with the handler of its submission. `format` is of its private metadata; a form
 * with metadata that don't fit gets the apology with everything that was typed.
 */
export function view(id: string): ViewRoute<undefined>;
export function view<About>(id: string, format: Format<About>): ViewRoute<About>;
export function view<About>(
  id: string,
  format = noValue as unknown as Format<About>,
): ViewRoute<About> {
  return {
    id,
    form: ({ about, ...spec }) =>
      form({ ...spec, route: id, about: encode(id, format, about as About, limits.metadata) }),
    handle: (handler) => ({
      id,
      accept: (submission) => {
        const { success, data } = format.safeDecode(submission.about);
        return success ? () => handler({ ...submission, about: data }) : undefined;
      },
    }),
    about: (form) => form && format.safeDecode(form.about).data,
  };
}

/** Throws if the value doesn't fit its format, or Slack's limit in characters. */
function encode<Value>(id: string, format: Format<Value>, value: Value, limit: number): string {
  const text = format.encode(value);
  if (text.length > limit) throw new Error(`a value of ${id} is longer than ${limit} characters`);
  return text;
}

function encodeOption<Value>(
  id: string,
  format: Format<Value>,
  { text, value }: Option<Value>,
): Option {
  return { text, value: encode(id, format, value, limits.optionValue) };
}

function encodeOptions<Value>(
  id: string,
  format: Format<Value>,
  options: readonly Option<Value>[],
): readonly Option[] {
  return options.map((option) => encodeOption(id, format, option));
}
