import { escapeText } from '../people/encode-text.ts';
import type { SlackContext } from '../slack-context.ts';
import { organisationToAddTo } from '../state/installations.ts';

/** The organisations in which the app can be installed: none unless its manifest allows it. */
export function organisations(slack: SlackContext) {
  const all = slack.workspaces.flatMap((workspace) => organisationToAddTo(slack, workspace) ?? []);
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

/** The consent page: scopes and a choice of workspace. Its form posts to the page's own URL. */
export function consentPage(
  slack: SlackContext,
  scopes: readonly string[],
  team: string | null,
): string {
  const { name } = slack.manifest.display_information;
  const places = [...slack.workspaces, ...organisations(slack)];
  const choices = places.map(
    (place) =>
      `<option value="${place.id}"${place.id === team ? ' selected' : ''}>${escapeText(place.name)}</option>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Add ${escapeText(name)}</title>
<style>body { font: 16px/1.5 system-ui; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark }</style>
<main>
<h1>${escapeText(name)} asks to be added</h1>
<p>It asks for these permissions:</p>
<ul>${scopes.map((scope) => `<li><code>${escapeText(scope)}</code></li>`).join('')}</ul>
<form method="post">
<p><label>Workspace <select name="team">${choices.join('')}</select></label></p>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="cancel">Cancel</button>
</form>
</main>
</html>`;
}
