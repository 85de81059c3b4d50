import type { Content } from '../../../content/content.ts';
import { buttons, contextBlock, paragraph, prose } from '../../../slack/ui/blocks.ts';
import type { Part } from '../../../slack/ui/message.ts';
import { fillPlaceholders, placeholder } from '../../../slack/ui/sentence.ts';
import { preferencesButton } from '../card/notification.ts';
import { coverage } from '../coverage/coverage.ts';
import { skillParts } from '../coverage/message.ts';
import type { ShoutoutDeps } from '../deps.ts';
import { nextLine } from '../recap/change.ts';
import { nextRecap, ownedRecapsKey, recapPlanKey } from '../recap/plan.ts';
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

/** Recaps that are looked up, and those that are listed. */
const [maxRead, maxListed] = [20, 3];

/** The recaps of channels that a person set up, with their next dates; two reads. */
export async function recapsOnHome(
  { store, clock, content }: ShoutoutDeps,
  { workspace, user }: OnHome,
): Promise<Part[]> {
  const owned = await store.get(ownedRecapsKey(workspace, user));
  const channels = owned?.channels.slice(-maxRead) ?? [];
  if (channels.length === 0) return [];
  const plans = await store.getMany(channels.map((one) => recapPlanKey(workspace, one)));
  const now = clock.now();
  const dated = channels.flatMap((channel, place) => {
    const plan = plans[place];
    const next = plan?.owner === user ? nextRecap(plan, now / 1000) : undefined;
    return plan && next ? [{ channel, plan, next, at: next.at.epochMilliseconds }] : [];
  });
  const { words } = content();
  const unlisted = dated.length - maxListed;
  return [
    ...dated
      .sort((one, other) => one.at - other.at)
      .slice(0, maxListed)
      .map(({ channel, plan, next: { date }, at }) => {
        const place = { channel };
        const due = { occurrence: date, postAt: at / 1000, place, isQueued: true };
        const line = words('home.recap', {
          channel: placeholder('channel'),
          next: nextLine(content(), plan, due, now),
        });
        return prose(fillPlaceholders(line, { channel: [place] }));
      }),
    ...(unlisted > 0 ? [contextBlock(words('home.more-plans', { count: unlisted }))] : []),
  ];
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
