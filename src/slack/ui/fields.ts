import type { InputBlock, PlainTextOption } from '@slack/types';
import { limits, plainText, within } from './limits.ts';

declare const actionId: unique symbol;
/** An action id; only the router's `action` and `select` make them. */
export type ActionId = string & { readonly [actionId]: true };

/** An option of a menu; `value` is what its handler, or the form, gets. */
export type Option<Value = string> = {
  readonly text: string;
  readonly value: Value;
  /** Below the text; not in menus on a phone. */
  readonly description?: string;
};

type Common = {
  /** The name of the value in the submission. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  /** The action that a change triggers; for a search it is that of its `route`. */
  readonly live?: ActionId;
};

/** An input of a form; `initial` has the format of the submitted value. */
export type Field = Common &
  (
    | {
        readonly kind: 'text';
        /** Characters, at most 3,000. */
        readonly longest: number;
        readonly initial?: string;
        readonly placeholder?: string;
        readonly lines?: 'one' | 'several';
        readonly focus?: boolean;
      }
    | {
        readonly kind: 'menu' | 'radio';
        readonly options: readonly Option[];
        readonly initial?: string | undefined;
        readonly placeholder?: string;
      }
    | {
        readonly kind: 'checkboxes';
        readonly options: readonly Option[];
        readonly initial?: readonly string[];
      }
    | {
        readonly kind: 'multi-select';
        readonly options: readonly Option[];
        readonly initial?: readonly string[];
        readonly placeholder?: string;
      }
    | {
        /** An external select menu; made by the router's `select`. */
        readonly kind: 'search';
        readonly route: ActionId;
        readonly initial?: Option | undefined;
        readonly placeholder?: string;
      }
    | { readonly kind: 'people'; readonly initial?: readonly string[]; readonly most: number }
    | { readonly kind: 'channel'; readonly initial?: string | undefined }
    | { readonly kind: 'time'; readonly initial: string }
    | { readonly kind: 'date'; readonly initial?: string | undefined }
  );

type Element = InputBlock['element'];

/** The block id is the field's name, since Slack shows errors by block. */
export function input(field: Field): InputBlock {
  const { name, label, hint, optional, live } = field;
  return {
    type: 'input',
    block_id: name,
    label: plainText(limits.inputLabel, label),
    ...(hint ? { hint: plainText(limits.inputLabel, hint) } : {}),
    ...(optional ? { optional: true } : {}),
    ...(live ? { dispatch_action: true } : {}),
    element: elementOf(field, live ? `${live}/${name}` : name),
  };
}

function elementOf(field: Field, action_id: string): Element {
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.lines !== 'one',
        max_length: field.longest,
        ...(field.initial ? { initial_value: within(field.longest, field.initial) } : {}),
        ...placeholder(field.placeholder),
        ...(field.focus ? { focus_on_load: true } : {}),
      };
    case 'menu':
    case 'radio': {
      const options = field.options.map(option);
      const initial = options.find(({ value }) => value === field.initial);
      const rest = { action_id, options, ...(initial ? { initial_option: initial } : {}) };
      return field.kind === 'radio'
        ? { type: 'radio_buttons', ...rest }
        : { type: 'static_select', ...rest, ...placeholder(field.placeholder) };
    }
    case 'checkboxes':
    case 'multi-select': {
      const options = field.options.map(option);
      const initial = options.filter(({ value = '' }) => field.initial?.includes(value));
      const chosen = initial.length > 0 ? { initial_options: initial } : {};
      return field.kind === 'checkboxes'
        ? { type: 'checkboxes', action_id, options, ...chosen }
        : {
            type: 'multi_static_select',
            action_id,
            options,
            ...chosen,
            ...placeholder(field.placeholder),
          };
    }
    case 'search':
      return {
        type: 'external_select',
        action_id: `${field.route}/${field.name}`,
        min_query_length: 2,
        ...(field.initial ? { initial_option: option(field.initial) } : {}),
        ...placeholder(field.placeholder),
      };
    case 'people':
      return {
        type: 'multi_users_select',
        action_id,
        max_selected_items: field.most,
        ...(field.initial?.length ? { initial_users: [...field.initial] } : {}),
      };
    case 'channel':
      return {
        type: 'conversations_select',
        action_id,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(field.initial ? { initial_conversation: field.initial } : {}),
      };
    case 'time':
      return { type: 'timepicker', action_id, initial_time: field.initial };
    case 'date':
      return {
        type: 'datepicker',
        action_id,
        ...(field.initial ? { initial_date: field.initial } : {}),
      };
  }
}

function option({ text, value, description }: Option): PlainTextOption {
  return {
    text: plainText(limits.optionText, text),
    value,
    ...(description ? { description: plainText(limits.optionText, description) } : {}),
  };
}

function placeholder(text: string | undefined) {
  return text ? { placeholder: plainText(limits.placeholder, text) } : {};
}
