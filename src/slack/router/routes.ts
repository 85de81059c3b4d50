import type { ModalView } from '@slack/types';
import type { z } from 'zod';
import type { ButtonSpec, MenuSpec } from '../ui/blocks.ts';
import type { Field } from '../ui/fields.ts';
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

/** How a value is written into a string of Slack's, and checked when it comes back. */
type Format<Value> = z.ZodType<Value, string>;

/** `{ value }`, which may be left out where it may be `undefined`. */
type WithValue<Value> = undefined extends Value
  ? { readonly value?: Value }
  : { readonly value: Value };

/** An option of a menu: its text, and the value that the handler gets. */
export type Choice<Value> = { readonly text: string; readonly value: Value };

export type ActionRoute<Value> = {
  /** The action id, up to its `/`. */
  readonly id: string;
  readonly button: (
    spec: Pick<ButtonSpec, 'label' | 'spoken' | 'primary'> & WithValue<Value>,
  ) => ButtonSpec;
  /** An overflow menu; at most five options. */
  readonly menu: (options: readonly Choice<Value>[]) => MenuSpec;
  readonly handle: (handler: ActionHandler<Value>) => ActionListener;
};

/**
 * A button, a menu, or a form field that reports changes, together with its handler. `schema` is a
 * codec between the value and the string in Slack's payload, or a schema of strings. Posted buttons
 * outlive a deployment, so a schema must go on accepting every string it ever produced; any other
 * string gets the apology for old buttons. Without a schema the control carries no value.
 */
export function action(id: string): ActionRoute<undefined>;
export function action<Value>(id: string, schema: Format<Value>): ActionRoute<Value>;
export function action<Value>(
  id: string,
  schema = noValue as unknown as Format<Value>,
): ActionRoute<Value> {
  return {
    id,
    button: (spec) => {
      const value = write(id, schema, spec.value as Value, limits.buttonValue);
      const { label, spoken, primary } = spec;
      return {
        action: id,
        label,
        ...(value ? { value } : {}),
        ...(spoken ? { spoken } : {}),
        ...(primary ? { primary } : {}),
      };
    },
    menu: (options) => ({ action: id, options: writeChoices(id, schema, options) }),
    handle: (handler) => actionListener(id, schema, handler),
  };
}

export type SelectRoute<Value> = {
  readonly id: string;
  readonly field: (
    spec: Omit<Extract<Field, { kind: 'search' }>, 'kind' | 'route' | 'initial'> & {
      readonly initial?: Choice<Value> | undefined;
    },
  ) => Field;
  /** Offers choices for the letters typed so far; Slack shows the first 100. */
  readonly options: (
    handler: (query: OptionsQuery) => readonly Choice<Value>[] | Promise<readonly Choice<Value>[]>,
  ) => OptionsListener;
  /** Answers a change of the field; `value` is `undefined` when the choice was removed. */
  readonly handle: (handler: ActionHandler<Value | undefined>) => ActionListener;
  /** The choice in a field of this name; `undefined` where there is none, or none that fits. */
  readonly chosen: (values: ViewValues, name: string) => Value | undefined;
};

/** A select menu in a form that is too long to show and filled for the letters typed. */
export function select<Value>(id: string, schema: Format<Value>): SelectRoute<Value> {
  const chosen = (text: string): Value | undefined => schema.safeDecode(text).data;
  return {
    id,
    field: ({ initial, ...spec }) => ({
      ...spec,
      kind: 'search',
      route: id,
      ...(initial ? { initial: writeChoice(id, schema, initial) } : {}),
    }),
    options: (handler) => ({
      id,
      handler: async (query) => writeChoices(id, schema, await handler(query)),
    }),
    handle: (handler) => ({
      id,
      accept: (pressed) => () => handler({ ...pressed, value: chosen(pressed.value) }),
    }),
    chosen: (values, name) => chosen(textIn(values, name)),
  };
}

type WithAbout<About> = undefined extends About
  ? { readonly about?: About }
  : { readonly about: About };

export type ViewRoute<About> = {
  readonly id: string;
  /** `about` comes back with the submission, as the view's private metadata. */
  readonly form: (spec: Omit<FormSpec, 'route' | 'about'> & WithAbout<About>) => ModalView;
  readonly handle: (handler: ViewHandler<About>) => ViewListener;
  /** What the form is about, in which a control was used; `undefined` where it doesn't fit. */
  readonly about: (form: Action['form']) => About | undefined;
};

/**
 * A form together with the handler of its submission. `schema` is of its private metadata; a form
 * whose metadata doesn't fit gets the apology with everything that was typed.
 */
export function view(id: string): ViewRoute<undefined>;
export function view<About>(id: string, schema: Format<About>): ViewRoute<About>;
export function view<About>(
  id: string,
  schema = noValue as unknown as Format<About>,
): ViewRoute<About> {
  return {
    id,
    form: ({ about, ...spec }) =>
      form({ ...spec, route: id, about: write(id, schema, about as About, limits.metadata) }),
    handle: (handler) => ({
      id,
      accept: (submission) => {
        const read = schema.safeDecode(submission.about);
        return read.success ? () => handler({ ...submission, about: read.data }) : undefined;
      },
    }),
    about: (form) => (form ? schema.safeDecode(form.about).data : undefined),
  };
}

function actionListener<Value>(
  id: string,
  schema: Format<Value>,
  handler: ActionHandler<Value>,
): ActionListener {
  return {
    id,
    accept: (pressed) => {
      const read = schema.safeDecode(pressed.value);
      return read.success ? () => handler({ ...pressed, value: read.data }) : undefined;
    },
  };
}

function write<Value>(id: string, schema: Format<Value>, value: Value, limit: number): string {
  const text = schema.encode(value);
  if (text.length > limit) throw new Error(`a value of ${id} is longer than ${limit} characters`);
  return text;
}

function writeChoice<Value>(id: string, schema: Format<Value>, { text, value }: Choice<Value>) {
  return { text, value: write(id, schema, value, limits.optionValue) };
}

function writeChoices<Value>(
  id: string,
  schema: Format<Value>,
  choices: readonly Choice<Value>[],
): readonly Choice<string>[] {
  return choices.map((choice) => writeChoice(id, schema, choice));
}
