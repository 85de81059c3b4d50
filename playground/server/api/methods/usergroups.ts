import { apiError } from '../../api-error.ts';
import { isSet, requiredText } from '../arguments.ts';
import type { Call, Methods } from '../method.ts';

const scopes = ['usergroups:read'];

export const usergroupMethods: Methods = {
  'usergroups.list': { scopes, tier: 2, run: list },
  'usergroups.users.list': { scopes, tier: 2, run: users },
};

function list({ workspace, args }: Call) {
  const groups = [...workspace.usergroups.values()].filter(
    ({ isDisabled }) => !isDisabled || isSet(args, 'include_disabled'),
  );
  return {
    usergroups: groups.map(({ id, handle, name, isDisabled, users: members }) => ({
      id,
      team_id: workspace.id,
      is_usergroup: true,
      name,
      handle,
      description: '',
      date_delete: isDisabled ? 1 : 0,
      ...(isSet(args, 'include_count') && { user_count: members.size }),
      ...(isSet(args, 'include_users') && { users: [...members] }),
    })),
  };
}

function users({ workspace, args }: Call) {
  const id = requiredText(args, 'usergroup');
  const group = workspace.usergroups.get(id);
  if (!group) throw apiError('no_such_subteam', id);
  return { users: [...group.users] };
}
