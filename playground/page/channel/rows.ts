import type { MessageView } from '../../protocol.ts';
import { dayLabel, dayNumber, tsToMs } from '../session/times.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageView;
      /** Shown without avatar and name, as part of a group by the same author. */
      readonly continued: boolean;
    };

/** Milliseconds between messages of a group. */
const groupGap = 5 * 60 * 1000;

/** A channel's messages without replies in threads. */
export function mainMessages(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.filter(({ ts, thread_ts }) => !thread_ts || thread_ts === ts);
}

/** A thread's root message and replies. */
export function threadMessages(
  messages: readonly MessageView[],
  thread: string,
): readonly MessageView[] {
  return messages.filter(({ ts, thread_ts }) => ts === thread || thread_ts === thread);
}

/** Messages with a divider before each new day in the user's time zone. */
export function rows(messages: readonly MessageView[], now: number, tz: string): readonly Row[] {
  const found: Row[] = [];
  let before: MessageView | undefined;
  for (const message of messages) {
    const at = tsToMs(message.ts);
    const newDay = !before || dayNumber(tsToMs(before.ts), tz) !== dayNumber(at, tz);
    if (newDay) found.push({ kind: 'day', key: `day ${message.ts}`, name: dayLabel(at, now, tz) });
    found.push({
      kind: 'message',
      key: message.ts,
      message,
      continued: !newDay && before !== undefined && continues(before, message),
    });
    before = message;
  }
  return found;
}

function continues(before: MessageView, message: MessageView): boolean {
  return (
    before.user === message.user &&
    !before.ephemeral &&
    !message.ephemeral &&
    !before.reply_count &&
    tsToMs(message.ts) - tsToMs(before.ts) < groupGap
  );
}
