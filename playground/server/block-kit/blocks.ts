import { z } from 'zod';
import { imageFields } from './composition.ts';
import { elementsIn } from './elements.ts';
import {
  anyText,
  chars,
  eitherOf,
  list,
  nonEmpty,
  oneOf,
  plainText,
  webAddress,
} from './fields.ts';
import { limits } from './limits.ts';
import { richText } from './rich-text.ts';
import { type BlockType, blockSurfaces, type Surface } from './surfaces.ts';
import { dataTable, table } from './table.ts';

const blockId = { block_id: chars(limits.blockId).optional() };

const block = <S extends z.ZodRawShape>(type: BlockType, shape: S) =>
  z.strictObject({ type: z.literal(type), ...blockId, ...shape });

/** A block type whose content is not validated. */
const unchecked = (type: BlockType) => z.looseObject({ type: z.literal(type), ...blockId });

const secureAddress = z.string().regex(/^https:\/\/\S+$/, 'must be an https URL');

const section = (surface: Surface) =>
  block('section', {
    text: anyText(limits.sectionText).optional(),
    fields: list(anyText(limits.sectionFieldText), limits.sectionFields).optional(),
    accessory: oneOf(elementsIn('section', surface)).optional(),
    expand: z.boolean().optional(),
  }).superRefine(({ text, fields }, ctx) => {
    if (text || fields) return;
    ctx.addIssue({
      code: 'custom',
      path: ['type'],
      message: 'must define either `text` or `fields`',
    });
  });

const input = (surface: Surface) =>
  block('input', {
    label: plainText(limits.inputLabel),
    element: oneOf(elementsIn('input', surface)),
    hint: plainText(limits.inputHint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }).superRefine(({ element, dispatch_action }, ctx) => {
    if (element.type !== 'file_input' || !dispatch_action) return;
    ctx.addIssue({
      code: 'custom',
      path: ['element', 'type'],
      message: 'unsupported type: file_input',
    });
  });

const blocks = (surface: Surface): Record<BlockType, z.ZodObject> => ({
  section: section(surface),
  input: input(surface),
  actions: block('actions', {
    elements: list(oneOf(elementsIn('actions', surface)), limits.actionsElements),
  }),
  context: block('context', {
    elements: list(
      oneOf([...elementsIn('context', surface), ...anyText(limits.contextText).options]),
      limits.contextElements,
    ),
  }),
  context_actions: block('context_actions', {
    elements: list(oneOf(elementsIn('context_actions', surface)), limits.contextActionsElements),
  }),
  divider: block('divider', {}),
  header: block('header', { text: plainText(limits.headerText) }),
  image: block('image', {
    title: plainText(limits.imageTitle).optional(),
    ...imageFields,
  }).superRefine(eitherOf('image_url', 'slack_file')),
  // The limit applies to the total length of all markdown blocks.
  markdown: block('markdown', { text: nonEmpty }),
  rich_text: richText,
  table,
  data_table: dataTable,
  video: block('video', {
    video_url: secureAddress,
    thumbnail_url: webAddress(),
    alt_text: nonEmpty,
    title: plainText(limits.videoTitle),
    title_url: secureAddress.optional(),
    author_name: chars(limits.videoAuthorName).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: webAddress().optional(),
    description: plainText(limits.videoDescription).optional(),
  }),
  alert: unchecked('alert'),
  card: unchecked('card'),
  carousel: unchecked('carousel'),
  container: unchecked('container'),
  data_visualization: unchecked('data_visualization'),
  file: unchecked('file'),
  plan: unchecked('plan'),
  task_card: unchecked('task_card'),
});

/** Any block that is allowed on `surface`. */
export function blockOn(surface: Surface) {
  const types = Object.keys(blockSurfaces) as BlockType[];
  const schemas = blocks(surface);
  return oneOf(
    types
      .filter((type) => (blockSurfaces[type] as readonly Surface[]).includes(surface))
      .map((type) => schemas[type]),
  );
}
