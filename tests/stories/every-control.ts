import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessageView, ViewView } from '../../playground/protocol.ts';
import { type Control, controlsOf } from '../../playground/server/state/elements.ts';
import type { Content } from '../../src/content/content.ts';
import { processMetrics } from '../../src/ops/metrics.ts';
import { openStore } from '../../src/store/store.ts';
import { recordedLog } from '../recorded-log.ts';
import { extraMile } from './extra-mile.ts';
import { knownPeople } from './known-people.ts';
import { harborSlack, hour, minute } from './shoutout-story.ts';

type Place = MessageView | ViewView;

const isView = (place: Place): place is ViewView => 'hash' in place;
const second = 1000;
/** Of the event loop; some seconds. */
const turnsToWait = 1_000_000;
const buttonTypes = ['button', 'overflow'];

/** What a control does, whichever thing it does it to. */
function routeOf({ element, actionId }: Control, value = String(element.value ?? '')): string {
  const [name] = actionId.split('/');
  const [first = ''] = value.split(' ');
  return `${name} ${/^[a-z.-]+$/.test(first) ? first : '…'}`;
}

const texts = new WeakMap<Place['blocks'], string>();

/** The blocks as a text; whoever changes a message or a view gives it new ones. */
const textOf = ({ blocks }: Place): string =>
  texts.getOrInsertComputed(blocks, () => JSON.stringify(blocks));

/** A value for an input of a form. */
function valueFor({ element }: Control, people: readonly string[]): unknown {
  const { options = [] } = element as { options?: readonly { readonly value: string }[] };
  switch (element.type) {
    case 'plain_text_input':
      return element.initial_value ?? 'he waited with a lost child until her mother came';
    case 'multi_users_select':
      return people;
    case 'radio_buttons':
    case 'static_select':
      return options.at(-1)?.value;
    case 'multi_static_select':
    case 'checkboxes':
      return options.slice(0, 2).map(({ value }) => value);
    case 'datepicker':
      return '2026-12-24';
    default:
      return undefined;
  }
}

/**
 * The app in a language, where a person types commands, presses each button, and submits each form
 * that comes of it, empty and filled in. What does the same to another thing is used once.
 */
export async function everyControl(content: Content) {
  const slack = await harborSlack();
  const metrics = processMetrics('0.0.0');
  let inFlight = () => 0;
  const show: typeof metrics.show = (readings) => {
    inFlight = readings.inFlight;
    metrics.show(readings);
  };
  const store = await openStore({ url: 'memory:', clock: slack.clock, log: recordedLog() });
  await knownPeople(slack, store, ['ana', 'ben']);
  await knownPeople(slack, store, ['chiara'], 'ask');
  const desk = slack.messages('service-desk')[0]?.channel ?? '';
  const story = await extraMile('socket', {
    ...{ slack, store, content, random: () => 0.5, metrics: { ...metrics, show } },
    ...{ contentChannel: desk, reportChannel: desk },
  });
  /** Lets the app finish what it was asked for, also what waits for the clock. */
  const idle = async () => {
    for (let turns = 1, quiet = 0; quiet < 3; turns += 1) {
      await nextTurn();
      quiet = inFlight() > 0 ? 0 : quiet + 1;
      if (turns % turnsToWait === 0) slack.clock.advance(second);
    }
  };
  const used = new Set<string>();
  let left: readonly string[] = [];
  const forget: (() => void)[] = [];
  /** Everything that was shown to somebody. */
  const shown: Place[] = [];

  const as = (name: string) => {
    const person = slack.person(name);
    let known = new Set<string>();
    forget.push(() => {
      known = new Set();
    });
    const places = (): Place[] => {
      const home = person.home();
      const messages = ['general', 'service-desk', 'Extra Mile'].flatMap(person.reads);
      return [...messages, ...(home ? [home] : []), ...person.views()];
    };
    const fresh = (): Place[] =>
      places().filter((place) => {
        const key = `${textOf(place)} ${isView(place) ? place.hash : place.ts}`;
        if (known.has(key)) return false;
        known.add(key);
        shown.push(place);
        return true;
      });
    /** The message or view as it is now; undefined if it is gone. */
    const now = (place: Place): Place | undefined =>
      places().find((one) =>
        isView(place) ? isView(one) && one.id === place.id : !isView(one) && one.ts === place.ts,
      );
    const isThere = (place: Place, { blockId, actionId }: Control) =>
      controlsOf(now(place)?.blocks ?? []).some(
        (one) => one.blockId === blockId && one.actionId === actionId,
      );
    /** Closes the modals that hide a message, a Home tab or a modal. */
    const closeAbove = async (place?: Place) => {
      for (let top = person.views().at(-1); top; top = person.views().at(-1)) {
        if (place && isView(place) && top.id === place.id) return;
        if (place && isView(place) && place.type === 'modal' && !now(place)) return;
        await person.closeView(top);
        await idle();
      }
    };
    const press = async (place: Place, control: Control, option?: string) => {
      const chosen = option === undefined ? {} : { selected_option: option };
      await person.press(place, control.actionId, chosen);
      await idle();
    };
    const submit = async (view: ViewView) => {
      for (const isFilled of [false, true]) {
        const open = now(view);
        if (!open || !isView(open) || !open.submit) return;
        const inputs = isFilled ? controlsOf(open.blocks) : [];
        const values = inputs.flatMap((input) => {
          const value = valueFor(input, [slack.person('ben').id]);
          return value === undefined ? [] : [[input.actionId, value] as const];
        });
        await person.submit(open, Object.fromEntries(values));
        await idle();
      }
    };
    const follow = async (): Promise<void> => {
      for (const place of fresh()) {
        await closeAbove(place);
        const kind = isView(place) ? place.callback_id || place.type : 'message';
        for (const control of controlsOf(place.blocks)) {
          const { element } = control;
          if (!buttonTypes.includes(element.type)) continue;
          const options = element.type === 'overflow' ? element.options : [{}];
          for (const { value } of options as readonly { readonly value?: string }[]) {
            const route = routeOf(control, value);
            // Each of the people of a shout-out has choices of their own.
            const key = `${route.startsWith('shoutout.') ? name : kind} ${route}`;
            if (
              used.has(key) ||
              left.some((one) => route.startsWith(one)) ||
              !isThere(place, control)
            )
              continue;
            await closeAbove(place);
            used.add(key);
            slack.clock.advance(minute);
            await press(place, control, value);
            await follow();
          }
        }
        if (isView(place) && place.submit && !used.has(kind)) {
          used.add(kind);
          await closeAbove(place);
          await submit(place);
          await follow();
        }
      }
    };
    const settles = async () => {
      await idle();
      await follow();
      await closeAbove();
    };
    return {
      person,
      settles,
      sends: async (text: string, channel = 'general') => {
        slack.clock.advance(minute);
        await person.send(channel, text);
        await settles();
      },
      opensHome: async () => {
        await person.openHome();
        await settles();
      },
    };
  };
  return {
    ...story,
    as,
    shown,
    /** The ids of the routes that were used so far. */
    routes: () => new Set([...used].flatMap((key) => key.split(' '))),
    /** From now on, controls of these routes are left alone. */
    leave: (...routes: readonly string[]) => {
      left = routes;
      for (const each of forget) each();
    },
    /** Moves the clock hour by hour, with a run of the outbox in each. */
    pass: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += hour) {
        slack.clock.advance(hour);
        await story.app.runOutbox();
      }
      await idle();
    },
  };
}

/** The texts that Slack doesn't format: labels, titles, options, placeholders. */
export function* plainTexts(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && value.type === 'plain_text' && 'text' in value) yield String(value.text);
  for (const child of Object.values(value)) yield* plainTexts(child);
}
