import type { MessageView } from '../../protocol.ts';
import { dayName, dayNumber, momentOfTs } from '../session/times.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: MessageView;
      /** The same author goes on within five minutes: no picture and name again. */
      readonly continued: boolean;
    };

const pause = 5 * 60 * 1000;

/** Messages of a channel itself, without what was said in threads. */
export function mainMessages(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.filter(({ ts, thread_ts }) => !thread_ts || thread_ts === ts);
}

/** A thread: its first message and the replies. */
export function threadMessages(
  messages: readonly MessageView[],
  thread: string,
): readonly MessageView[] {
  return messages.filter(({ ts, thread_ts }) => ts === thread || thread_ts === thread);
}

/** Messages with a divider before each new day of the reader's calendar. */
export function rows(messages: readonly MessageView[], now: number, tz: string): readonly Row[] {
  const found: Row[] = [];
  let before: MessageView | undefined;
  for (const message of messages) {
    const at = momentOfTs(message.ts);
    const newDay = !before || dayNumber(momentOfTs(before.ts), tz) !== dayNumber(at, tz);
    if (newDay) found.push({ kind: 'day', key: `day ${message.ts}`, name: dayName(at, now, tz) });
    found.push({
      kind: 'message',
      key: message.ts,
      message,
      continued: !newDay && before !== undefined && goesOn(before, message),
    });
    before = message;
  }
  return found;
}

function goesOn(before: MessageView, message: MessageView): boolean {
  return (
    before.user === message.user &&
    !before.ephemeral &&
    !message.ephemeral &&
    !before.reply_count &&
    momentOfTs(message.ts) - momentOfTs(before.ts) < pause
  );
}
