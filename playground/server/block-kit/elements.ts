import { z } from 'zod';
import { button, feedbackButtons, iconButton, overflow, workflowButton } from './buttons.ts';
import { choices } from './choices.ts';
import { pictured } from './composition.ts';
import { eitherOf } from './fields.ts';
import { inputs } from './inputs.ts';
import {
  type ElementType,
  elementPlaces,
  elementSurfaces,
  type Place,
  type Surface,
} from './surfaces.ts';

const image = z
  .strictObject({ type: z.literal('image'), ...pictured })
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

export function elementsIn(place: Place, surface: Surface): readonly z.ZodObject[] {
  const types = Object.keys(elementPlaces) as ElementType[];
  return types
    .filter((type) => (elementPlaces[type] as readonly Place[]).includes(place))
    .filter((type) => elementSurfaces[type]?.includes(surface) ?? true)
    .map((type) => elements[type]);
}
