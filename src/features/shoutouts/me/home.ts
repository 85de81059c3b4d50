import type { Content } from '../../../content/content.ts';
import { buttons, paragraph, prose } from '../../../slack/ui/blocks.ts';
import type { Part } from '../../../slack/ui/message.ts';
import { preferencesButton } from '../card/notification.ts';
import { coverage } from '../coverage/coverage.ts';
import { skillParts } from '../coverage/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { latestThanks } from '../records/history.ts';
import type { Side } from '../records/indexes.ts';
import { defaultPreferences } from '../records/keys.ts';
import { preferencesOf } from '../records/preferences.ts';
import { routes } from '../routes.ts';
import type { Shoutout } from '../shoutout.ts';
import { item, shortened } from './message.ts';

/** `date`: today by the person's clock. */
export type OnHome = {
  readonly workspace: string;
  readonly user: string;
  readonly date: string;
  readonly zone: string;
  readonly isGuest: boolean;
};

const shown = { received: 5, given: 3 };

/** The latest thanks that a person received and gave, and an older moment. */
export async function thanksOnHome(deps: ShoutoutDeps, person: OnHome): Promise<Part[]> {
  const content = deps.content();
  const dates = { zone: person.zone, now: deps.clock.now() };
  const { received, given, older } = await latestThanks(deps, person, shown);
  const items = (which: Side, found: readonly Shoutout[]) =>
    found.map(shortened).flatMap((one) => item(content, which, one, dates));
  return [
    ...side(content, 'received', items('received', received)),
    ...(older ? [bold(content.words('home.older')), ...items('received', [older])] : []),
    ...side(content, 'given', items('given', given)),
  ];
}

function side({ words }: Content, which: Side, items: readonly Part[]): Part[] {
  if (items.length === 0) return [];
  const all = routes.page.button({ label: words(`me.all-${which}`), value: { side: which } });
  return [bold(words(`me.${which}`)), ...items, buttons([all])];
}

const bold = (text: string): Part => prose([{ text, style: 'bold' }]);

/** The skills that the workspace sees; nothing for guests, who don't see all of it. */
export async function coverageOnHome(
  deps: ShoutoutDeps,
  { workspace, date, isGuest }: OnHome,
): Promise<Part[]> {
  if (isGuest) return [];
  const content = deps.content();
  const found = await coverage(deps, { workspace, channel: undefined, today: date });
  if (found.kind === 'total') return [];
  return [bold(content.words('coverage.title.workspace')), ...skillParts(content, found, date)];
}

/** How the person wants to be thanked, and their moments. */
export async function preferencesOnHome(
  deps: ShoutoutDeps,
  { workspace, user }: OnHome,
): Promise<Part[]> {
  const content = deps.content();
  const preferences = await preferencesOf(deps, workspace, [user]);
  const { wish } = preferences.get(user) ?? defaultPreferences;
  return [
    paragraph(content.words(`me.wish.${wish}`)),
    buttons([
      preferencesButton(content),
      routes.overview.button({ label: content.words('me.button') }),
    ]),
  ];
}
