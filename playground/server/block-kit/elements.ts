import { z } from 'zod';
import { button, feedbackButtons, iconButton, overflow, workflowButton } from './buttons.ts';
import { choices } from './choices.ts';
import { imageFields } from './composition.ts';
import { eitherOf } from './fields.ts';
import { inputs } from './inputs.ts';
import {
  type ElementParent,
  type ElementType,
  elementParents,
  elementSurfaces,
  type Surface,
} from './surfaces.ts';

const image = z
  .strictObject({ type: z.literal('image'), ...imageFields })
  .superRefine(eitherOf('image_url', 'slack_file'));

const elements: Record<ElementType, z.ZodObject> = {
  button,
  workflow_button: workflowButton,
  overflow,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  image,
  ...choices,
  ...inputs,
};

export function elementsIn(parent: ElementParent, surface: Surface): readonly z.ZodObject[] {
  const types = Object.keys(elementParents) as ElementType[];
  return types
    .filter((type) => (elementParents[type] as readonly ElementParent[]).includes(parent))
    .filter((type) => elementSurfaces[type]?.includes(surface) ?? true)
    .map((type) => elements[type]);
}
