import { action, view } from '../../slack/router/routes.ts';

export const routes = {
  show: action('admin.show'),
  change: action('admin.change'),
  export: action('admin.export'),
  save: view('admin.save'),
};
