import type { stoppedClock } from '../../../playground/server/clock.ts';
import { composeFeatures } from '../../../src/app.ts';
import type { Content } from '../../../src/content/content.ts';
import { outbox } from '../../../src/outbox/outbox.ts';
import type { Slack } from '../../../src/ports/slack.ts';
import type { Store } from '../../../src/ports/store.ts';
import { rateLimits } from '../../../src/slack/api/rate-limits.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';
import { recordingSlack } from '../shoutouts/shoutout-app.ts';

export const workspace = 'T1';

/** Tuesday, 24 November 2026, noon in Lisbon. */
export const noon = Date.UTC(2026, 10, 24, 12);

type Published = {
  readonly user: string;
  readonly at: number;
  readonly text: string;
  readonly view: Parameters<Slack['publishHome']>[1];
};

/** Slack's side of Home tabs: what is shown to whom, checked by hash. Replicas share it. */
export function homeTabs(clock: { readonly now: () => number }) {
  const published: Published[] = [];
  const hashes = new Map<string, string>();
  /** Called before a publication is answered. */
  const faults: (() => Promise<void> | void)[] = [];
  const publishHome: Slack['publishHome'] = async (user, view, hash) => {
    const known = hashes.get(user);
    if (hash && known && hash !== known) throw conflict();
    await faults.shift()?.();
    const next = `${published.length}.${user}`;
    hashes.set(user, next);
    published.push({ user, at: clock.now(), text: JSON.stringify(view.blocks), view });
    return { hash: next };
  };
  const shown = (user: string) => published.findLast((one) => one.user === user);
  return { publishHome, published, shown, faults, hashOf: (user: string) => hashes.get(user) };
}

import { SlackFailure } from '../../../src/ports/slack.ts';

const conflict = () => new SlackFailure('views.publish', 'refused', 'hash_conflict');

const nothingWorks = { slack: false, content: false, store: false, outbox: false, clock: false };
const noMessages = { queued: 0, late: 0, oldest: undefined };

/** The features of one replica, with what happens to Home tabs. */
export function homeReplica({
  store,
  clock,
  tabs,
  content = ownContent,
  isGuest = false,
  isAdmin = false,
}: {
  readonly store: Store;
  readonly clock: ReturnType<typeof stoppedClock>;
  readonly tabs: ReturnType<typeof homeTabs>;
  readonly content?: Content;
  readonly isGuest?: boolean;
  readonly isAdmin?: boolean;
}) {
  const { slack: accepting, sent } = recordingSlack();
  const limits = rateLimits(clock);
  const slack: Slack = {
    ...accepting,
    person: async (id) => ({ ...(await accepting.person(id)), isGuest, isAdmin }),
    publishHome: (...given) => limits('views.publish', () => tabs.publishHome(...given)),
  };
  const log = recordedLog();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => void clock.at(clock.now() + ms, resolve));
  const slacks = async () => slack;
  const messages = outbox({ store, slacks, clock, log, pause });
  const { features, home } = composeFeatures({
    ...{ store, clock, log, pause, slacks, random: () => 0.5, version: '0.0.0' },
    content: () => content,
    outbox: messages,
    health: { checks: () => nothingWorks, backlog: async () => noMessages },
  });
  const heard = features.flatMap(({ events }) => events?.app_home_opened ?? []);
  return {
    ...{ features, log, home, sent, messages, slack },
    opens: async (user: string): Promise<void> => {
      const event = { workspace, user, tab: 'home', hash: tabs.hashOf(user) } as const;
      await Promise.all(heard.map((one) => one(event)));
    },
  };
}

/** Resolves when nothing more happens by itself, without moving the clock. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 30; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}
