type Fields = Readonly<Record<string, unknown>>;

/**
 * True for payloads that Bolt can parse: an event, a command or an interaction. Bolt trusts the
 * shape of everything that is signed, and throws internally on anything else.
 */
export function isPayload(body: Fields): boolean {
  if ('event' in body)
    return isObject(body.event) && typeof body.event.type === 'string' && isText(body.team_id);
  if ('command' in body)
    return isText(body.command) && isText(body.team_id) && isText(body.user_id);
  if (!isText(body.type) || !isObject(body.user) || !isText(body.user.id)) return false;
  if ('channel' in body && !isObject(body.channel)) return false;
  if ('actions' in body)
    return Array.isArray(body.actions) && body.actions.length > 0 && body.actions.every(isAction);
  return !body.type.startsWith('view_') || isView(body.view);
}

function isAction(action: unknown): boolean {
  return isObject(action) && isText(action.action_id);
}

function isView(view: unknown): boolean {
  return isObject(view) && isObject(view.state) && isObject(view.state.values);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
