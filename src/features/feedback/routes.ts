import { action, view } from '../../slack/router/routes.ts';
import { word } from '../../slack/router/value-formats.ts';

/** Both carry the id of the entry that the feedback is about. */
export const routes = {
  open: action('remark.open', word),
  send: view('remark.send', word),
};
