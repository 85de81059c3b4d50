import { z } from 'zod';
import { anyText, chars, eitherOf, list, nonEmpty, plainText, webAddress } from './fields.ts';
import { limits } from './limits.ts';

export const colorScheme = z.enum(['primary', 'danger']);

const buttonText = plainText(limits.confirmButton).optional();

const confirm = z.strictObject({
  title: plainText(limits.confirmTitle).optional(),
  text: anyText(limits.confirmText),
  confirm: buttonText,
  deny: buttonText,
  style: colorScheme.optional(),
});

const dispatchActionConfig = z.strictObject({
  trigger_actions_on: list(z.enum(['on_enter_pressed', 'on_character_entered']), 2).optional(),
});

/** Fields that several elements share. */
export const confirmable = { confirm: confirm.optional() };
export const focusable = { focus_on_load: z.boolean().optional() };
export const placeholdable = { placeholder: plainText(limits.placeholder).optional() };
export const dispatchable = { dispatch_action_config: dispatchActionConfig.optional() };
export const labelled = { accessibility_label: chars(limits.accessibilityLabel).optional() };

/** An interactive element. */
export const element = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({
    type: z.literal(type),
    action_id: chars(limits.actionId).optional(),
    ...shape,
  });

const slackFile = z
  .strictObject({ url: webAddress().optional(), id: nonEmpty.optional() })
  .superRefine(eitherOf('url', 'id'));

/** For image blocks and elements; use with `eitherOf('image_url', 'slack_file')`. */
export const imageFields = {
  alt_text: chars(limits.imageAltText),
  image_url: webAddress(limits.imageUrl).optional(),
  slack_file: slackFile.optional(),
};

export const conversationFilter = z
  .strictObject({
    include: list(z.enum(['im', 'mpim', 'private', 'public']), 4).optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, 'must define at least one filter');
