import { z } from 'zod';
import { colorScheme, confirmable, element, labelled } from './composition.ts';
import { chars, list, nonEmpty, plainText } from './fields.ts';
import { limits } from './limits.ts';
import { linkOption } from './options.ts';

const text = plainText(limits.buttonText);
const value = chars(limits.buttonValue, 0);

const feedback = z.strictObject({ text, value, ...labelled });

export const button = element('button', {
  text,
  value: value.optional(),
  url: chars(limits.buttonUrl).optional(),
  style: colorScheme.optional(),
  ...confirmable,
  ...labelled,
});

export const workflowButton = element('workflow_button', {
  text,
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: nonEmpty,
      customizable_input_parameters: z
        .array(z.strictObject({ name: nonEmpty, value: z.string() }))
        .optional(),
    }),
  }),
  style: colorScheme.optional(),
  ...confirmable,
  ...labelled,
});

export const overflow = element('overflow', {
  options: list(linkOption, limits.overflowOptions),
  ...confirmable,
});

export const feedbackButtons = element('feedback_buttons', {
  positive_button: feedback,
  negative_button: feedback,
});

export const iconButton = element('icon_button', {
  icon: nonEmpty,
  text,
  value: value.optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
  ...confirmable,
  ...labelled,
});
