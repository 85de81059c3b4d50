import type { Entry, Kind } from '../content/entry.ts';
import type { ButtonSpec } from '../slack/blocks.ts';
import type { Message } from '../slack/message.ts';
import {
  aboutMessage,
  type Content,
  entryMessage,
  helpMessage,
  listMessage,
  menuMessage,
  nearestMessage,
} from './message.ts';

export type Guidelines = {
  readonly content: () => Content;
  readonly version: string;
  /** What other features offer below an entry, for the asker alone. */
  readonly extras: (entry: Entry) => readonly ButtonSpec[];
};

type Asked = { readonly text: string };
/** Command words stand alone here; with words behind them they are the start of a search. */
const alone =
  <Rest extends unknown[]>(say: (...rest: Rest) => Message) =>
  (...rest: Rest) =>
  ({ text }: Asked): Message | undefined =>
    text === '' ? say(...rest) : undefined;

export const menu =
  ({ content }: Guidelines) =>
  (_asked: Asked) =>
    menuMessage(content());
export const list = alone(({ content }: Guidelines, kind: Kind) => listMessage(content(), kind));
export const help = alone(({ content }: Guidelines) => helpMessage(content()));
export const about = alone(({ content, version }: Guidelines) => aboutMessage(content(), version));

/** The entry that fits best, the nearest three, or the menu: never a bare error. */
export const search =
  ({ content, extras }: Guidelines) =>
  ({ text }: Asked): Message => {
    const finding = content().library.search(text);
    if (finding.kind === 'entry') {
      return entryMessage(content(), finding.entry, 'short', extras(finding.entry));
    }
    return nearestMessage(content(), text, finding.kind === 'nearest' ? finding.entries : []);
  };
