import { z } from 'zod';
import {
  confirmable,
  conversationFilter,
  element,
  focusable,
  placeholdable,
} from './composition.ts';
import { eitherOf, list, nonEmpty } from './fields.ts';
import { limits } from './limits.ts';
import { checkInitialOptions, formattedOption, optionGroup, plainOption } from './options.ts';

const ids = z.array(nonEmpty);
const menu = { ...confirmable, ...focusable, ...placeholdable };
const several = { max_selected_items: z.int().min(1).optional() };
const answersByUrl = { response_url_enabled: z.boolean().optional() };
const listed = {
  options: list(plainOption, limits.options).optional(),
  option_groups: list(optionGroup, limits.optionGroups).optional(),
};
const searched = { min_query_length: z.int().min(0).optional() };
const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};
const oneSource = eitherOf('options', 'option_groups');

export const choices = {
  checkboxes: element('checkboxes', {
    options: list(formattedOption, limits.checkboxOptions),
    initial_options: list(formattedOption, limits.checkboxOptions).optional(),
    ...confirmable,
    ...focusable,
  }).superRefine(checkInitialOptions),
  radio_buttons: element('radio_buttons', {
    options: list(formattedOption, limits.radioOptions),
    initial_option: formattedOption.optional(),
    ...confirmable,
    ...focusable,
  }).superRefine(checkInitialOptions),

  static_select: element('static_select', {
    ...listed,
    initial_option: plainOption.optional(),
    ...menu,
  })
    .superRefine(oneSource)
    .superRefine(checkInitialOptions),
  multi_static_select: element('multi_static_select', {
    ...listed,
    initial_options: list(plainOption, limits.options).optional(),
    ...menu,
    ...several,
  })
    .superRefine(oneSource)
    .superRefine(checkInitialOptions),

  external_select: element('external_select', {
    ...searched,
    initial_option: plainOption.optional(),
    ...menu,
  }),
  multi_external_select: element('multi_external_select', {
    ...searched,
    initial_options: list(plainOption, limits.options).optional(),
    ...menu,
    ...several,
  }),

  users_select: element('users_select', { initial_user: nonEmpty.optional(), ...menu }),
  multi_users_select: element('multi_users_select', {
    initial_users: ids.optional(),
    ...menu,
    ...several,
  }),

  conversations_select: element('conversations_select', {
    ...conversations,
    initial_conversation: nonEmpty.optional(),
    ...menu,
    ...answersByUrl,
  }),
  multi_conversations_select: element('multi_conversations_select', {
    ...conversations,
    initial_conversations: ids.optional(),
    ...menu,
    ...several,
  }),

  channels_select: element('channels_select', {
    initial_channel: nonEmpty.optional(),
    ...menu,
    ...answersByUrl,
  }),
  multi_channels_select: element('multi_channels_select', {
    initial_channels: ids.optional(),
    ...menu,
    ...several,
  }),
};
