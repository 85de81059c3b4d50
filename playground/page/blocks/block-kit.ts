import type { Block } from '../../protocol.ts';

/** The parts of Block Kit that the page uses. The server has validated them. */
export type TextObject = {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
  readonly emoji?: boolean;
};

export type Option = {
  readonly text: TextObject;
  readonly value: string;
  readonly description?: TextObject;
  readonly url?: string;
};

type OptionGroup = { readonly label: TextObject; readonly options: readonly Option[] };

export type Confirm = {
  readonly title?: TextObject;
  readonly text?: TextObject;
  readonly confirm?: TextObject;
  readonly deny?: TextObject;
  readonly style?: 'primary' | 'danger';
};

/** An element of any type, with the properties of all types. */
export type Element = {
  readonly type: string;
  readonly action_id?: string;
  readonly text?: TextObject;
  readonly value?: string;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
  readonly accessibility_label?: string;
  readonly alt_text?: string;
  readonly confirm?: Confirm;
  readonly placeholder?: TextObject;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly OptionGroup[];
  readonly max_selected_items?: number;
  readonly min_query_length?: number;
  readonly focus_on_load?: boolean;
  readonly multiline?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_value?: string;
  readonly max_value?: string;
  readonly is_decimal_allowed?: boolean;
  readonly default_to_current_conversation?: boolean;
  readonly filter?: { readonly include?: readonly string[]; readonly exclude_bot_users?: boolean };
  readonly dispatch_action_config?: { readonly trigger_actions_on?: readonly string[] };
  readonly positive_button?: Element;
  readonly negative_button?: Element;
  readonly [key: string]: unknown;
};

export type Style = {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
};

export type Inline = { readonly style?: Style } & (
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'emoji'; readonly name: string; readonly skin_tone?: 2 | 3 | 4 | 5 | 6 }
  | { readonly type: 'user'; readonly user_id: string }
  | { readonly type: 'channel'; readonly channel_id: string }
  | { readonly type: 'usergroup'; readonly usergroup_id: string }
  | { readonly type: 'broadcast'; readonly range: 'here' | 'channel' | 'everyone' }
  | { readonly type: 'link'; readonly url: string; readonly text?: string }
  | { readonly type: 'date'; readonly timestamp: number; readonly format: string }
);

export type RichTextPart =
  | {
      readonly type: 'rich_text_section' | 'rich_text_preformatted' | 'rich_text_quote';
      readonly elements: readonly Inline[];
    }
  | {
      readonly type: 'rich_text_list';
      readonly style: 'bullet' | 'ordered';
      readonly elements: readonly {
        readonly type: 'rich_text_section';
        readonly elements: readonly Inline[];
      }[];
    };

export type RichText = { readonly type: 'rich_text'; readonly elements: readonly RichTextPart[] };

export type SectionBlock = Block & {
  readonly text?: TextObject;
  readonly fields?: readonly TextObject[];
  readonly accessory?: Element;
};
export type InputBlock = Block & {
  readonly label: TextObject;
  readonly element: Element;
  readonly hint?: TextObject;
  readonly optional?: boolean;
  readonly dispatch_action?: boolean;
};
export type ElementsBlock = Block & { readonly elements: readonly Element[] };
export type HeaderBlock = Block & { readonly text: TextObject; readonly level?: number };

/** A block's buttons, menus and inputs. */
export function interactiveElements(block: Block): readonly Element[] {
  const { element, elements, accessory } = block as Partial<
    InputBlock & ElementsBlock & SectionBlock
  >;
  if (block.type === 'input') return element ? [element] : [];
  if (block.type === 'section') return accessory ? [accessory] : [];
  return block.type === 'actions' || block.type === 'context_actions' ? (elements ?? []) : [];
}

export function allOptions(element: Element): readonly Option[] {
  return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
}
