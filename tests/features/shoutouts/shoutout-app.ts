import { composeFeatures } from '../../../src/app.ts';
import { asTyped } from '../../../src/i18n/rewriting.ts';
import type { Random } from '../../../src/ports/random.ts';
import type { Person, Posted, Slack } from '../../../src/ports/slack.ts';
import type { Store } from '../../../src/ports/store.ts';
import type {
  Action,
  ActionListener,
  Command,
  Feature,
  ViewListener,
  ViewSubmission,
} from '../../../src/slack/router/feature.ts';
import { idleOutbox } from '../../no-slack.ts';
import { recordedLog } from '../../recorded-log.ts';
import { ownContent } from '../../stories/extra-mile.ts';

const workspace = 'T1';
export const here = 'C1';

type Sent = { readonly to: string; readonly message: Posted };

/** A fake Slack that accepts everything and records it. */
export function recordingSlack() {
  const sent: Sent[] = [];
  const files: string[] = [];
  const take = async ({ channel }: { readonly channel: string }, message: Posted) => {
    sent.push({ to: channel, message });
    return { channel, ts: `${sent.length}.000000` };
  };
  const person = async (id: string): Promise<Person> => ({
    ...{ id, name: `Person ${id}`, timeZone: 'Europe/Lisbon', locale: 'en-GB' },
    ...{ isBot: false, isDeactivated: false, isStranger: false, isGuest: false, isAdmin: false },
  });
  const slack: Slack = {
    post: take,
    update: async (at, message) => void (await take(at, message)),
    deleteMessage: async () => {},
    tell: async (place, message) => void (await take(place, message)),
    openView: async () => ({ id: 'V1' }),
    pushView: async () => ({ id: 'V1' }),
    publishHome: async () => ({ hash: '1.a' }),
    updateView: async () => {},
    person,
    channel: async (id) => ({
      ...{
        id,
        name: 'general',
        kind: 'public',
        isArchived: false,
        isMember: true,
        isShared: false,
        locale: undefined,
      },
    }),
    isMember: async () => true,
    members: async () => [],
    groups: async () => [],
    groupMembers: async () => [],
    directChannel: async (user) => `D${user}`,
    hasMessages: async () => false,
    permalink: async ({ channel, ts }) => `https://harbor.slack.com/archives/${channel}/p${ts}`,
    sendFile: async (_place, { content }) => void files.push(content),
    schedule: async () => 'Q1',
    scheduled: async () => [],
    unschedule: async () => {},
  };
  return { slack, sent, files };
}

/** The app's features on a fake Slack that accepts everything. */
export function shoutoutApp(parts: {
  readonly store: Store;
  readonly clock: { readonly now: () => number };
  readonly random: Random;
}) {
  const { slack, sent, files } = recordingSlack();
  const log = recordedLog();
  const { features } = composeFeatures({
    ...{ ...parts, log, content: () => ownContent, slacks: async () => slack, version: '0.0.0' },
    outbox: idleOutbox({ ...parts, log }),
    reportChannel: 'CREPORTS',
  });
  const question = (raw: string, dedupeKey: string, user: string): Command => ({
    ...{ workspace, user, channel: here, text: raw, raw, dedupeKey },
  });
  const submission = (
    values: ViewSubmission['values'],
    dedupeKey: string,
    user: string,
  ): ViewSubmission => ({
    ...{ workspace, user, about: JSON.stringify({ found: [] }), values, dedupeKey },
  });
  const press = (value: string, user: string, channel = here) => ({
    ...{ workspace, user, channel, value, form: undefined },
    message: { ts: '1.000000' },
  });
  return {
    ...{ sent, files, log, question, submission, press },
    ...featureTable(features),
  };
}

/** The handlers of features, by command, word and route. */
export function featureTable(features: readonly Feature[]) {
  const one = <Route>(what: (feature: Feature) => Route | undefined): Route => {
    const found = features.flatMap((feature) => what(feature) ?? [])[0];
    if (!found) throw new Error('no such route');
    return found as Route;
  };
  return {
    command: one((feature) => feature.commands?.['/shoutout']),
    care: (word: string) => {
      const answer = one((feature) => feature.care?.[word]);
      return (command: Command) => {
        const { text } = command;
        return answer({ ...command, line: `${word} ${text}`.trim(), readings: [asTyped(text)] });
      };
    },
    action: (route: string) => {
      const { accept } = one(({ actions }) => listenerOf<ActionListener>(actions, route));
      return async (action: Action) => accept(action)?.();
    },
    tabOpened: (opened: {
      readonly workspace: string;
      readonly user: string;
      readonly tab: 'home' | 'messages';
    }) =>
      Promise.all(
        features.map(({ events }) => events?.app_home_opened?.({ ...opened, hash: undefined })),
      ),
    submit: (route: string) => {
      const { accept } = one(({ views }) => listenerOf<ViewListener>(views, route));
      return async (submission: ViewSubmission) => accept(submission)?.();
    },
  };
}

function listenerOf<Listener extends { readonly id: string }>(
  listeners: readonly Listener[] | object | undefined,
  route: string,
): Listener | undefined {
  return Array.isArray(listeners) ? listeners.find(({ id }) => id === route) : undefined;
}
