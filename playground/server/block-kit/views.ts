import { z } from 'zod';
import { chars, oneOf, plainText } from './fields.ts';
import { limits } from './limits.ts';
import { payloads } from './payload.ts';

const identified = {
  callback_id: chars(limits.callbackId, 0).optional(),
  private_metadata: chars(limits.privateMetadata, 0).optional(),
  external_id: chars(limits.externalId, 0).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(limits.viewTitle),
    submit: plainText(limits.viewSubmit).optional(),
    close: plainText(limits.viewClose).optional(),
    blocks: payloads.modal,
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...identified,
  })
  .superRefine(({ submit, blocks }, ctx) => {
    const input = blocks.findIndex(({ type }) => type === 'input');
    if (submit || input < 0) return;
    // Slack's own pointer, although the view has no such field.
    ctx.addIssue({
      code: 'custom',
      path: ['blocks', input, 'input'],
      message: 'must define `submit` to use an `input` block in modals',
    });
  });

const home = z.strictObject({ type: z.literal('home'), blocks: payloads.home, ...identified });

export const view = oneOf([modal, home]);
