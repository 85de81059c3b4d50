import { colourNumber, initials } from '../session/names.ts';
import { useSession } from '../session/session.ts';

/** One tile per workspace; switching selects the workspace's first user. */
export function WorkspaceRail() {
  const { view, navigate } = useSession();
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
          data-initials={initials(name)}
          onClick={() => navigate({ team: id })}
        />
      ))}
    </nav>
  );
}
