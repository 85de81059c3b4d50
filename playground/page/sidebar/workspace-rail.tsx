import { colourNumber, initials } from '../session/names.ts';
import { useSession } from '../session/session.ts';

/** One tile a workspace; going to another one makes one its first person. */
export function WorkspaceRail() {
  const { view, go } = useSession();
  return (
    <nav className="rail" aria-label="Workspaces">
      {view.workspaces.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={`rail-tile tile-${colourNumber(id)}`}
          aria-label={name}
          title={name}
          aria-current={id === view.workspace.id ? 'true' : undefined}
          onClick={() => go({ team: id })}
        >
          {initials(name)}
        </button>
      ))}
    </nav>
  );
}
