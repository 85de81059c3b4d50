import type { PersonSummary } from '../../protocol.ts';
import { Avatar } from '../parts/avatar.tsx';
import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { useSession } from '../session/session.ts';

/** Shows the current user and switches to another one. */
export function PersonSwitcher() {
  const { view, location, navigate } = useSession();
  const { me } = view;
  const people = view.people.filter((person) => !person.is_bot && !person.deleted);
  return (
    <Menu
      label={`${me.real_name} ${describe(me)}: this is you. Be somebody else`}
      title="Be somebody else"
      heading="Be…"
      className="person-switcher"
      items={people.map((person) => ({
        key: person.id,
        label: person.real_name || person.name,
        detail: describe(person),
        checked: person.id === me.id,
        choose: () =>
          navigate({
            team: view.workspace.id,
            user: person.id,
            channel: publicOf(location.channel),
          }),
      }))}
    >
      <Avatar id={me.id} name={me.real_name} size="small" />
      <span className="person-switcher-name">
        {me.real_name} <span className="person-switcher-title">{describe(me)}</span>
      </span>
      <Icon name="down" size={16} />
    </Menu>
  );
}

/** Keeps the channel for the next user, but not a direct message. */
function publicOf(channel: string | undefined): string | undefined {
  return channel?.startsWith('C') ? channel : undefined;
}

function describe(person: PersonSummary): string {
  const role = person.is_admin ? 'admin' : person.is_guest ? 'guest' : '';
  return [person.title, person.company, role, person.tz].filter(Boolean).join(' · ');
}
