import { action, view } from '../../slack/router/routes.ts';
import { json } from '../../slack/router/value-formats.ts';
import { settingsSchema } from './settings.ts';

export const routes = {
  show: action('admin.show'),
  change: action('admin.change'),
  export: action('admin.export'),
  /** With the settings as the person saw them. */
  save: view('admin.save', json(settingsSchema)),
};
