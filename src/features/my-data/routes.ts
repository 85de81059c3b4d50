import { z } from 'zod';
import { givenChoices } from '../../ports/personal-data.ts';
import { action } from '../../slack/router/routes.ts';

export const routes = {
  show: action('my-data.show'),
  export: action('me.export'),
  /** Asks first. */
  erase: action('my-data.delete'),
  /** The confirmation, with the choice for thanks that the person gave. */
  confirm: action('my-data.confirm', z.enum(givenChoices)),
  keep: action('my-data.keep'),
};
