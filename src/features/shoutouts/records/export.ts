import { byteOrderMark, lineOfCells } from '../../../text/csv.ts';
import { withEmoji } from '../../../text/emoji.ts';
import { type DetailName, detailNames, mapDetails } from '../details.ts';
import { type Shoutout, shoutoutSchema } from '../shoutout.ts';
import { namespace, shoutoutPrefix } from './keys.ts';
import type { RepositoryDeps } from './repository.ts';

/** Visits every shout-out of a workspace in no particular order, in constant memory. */
export function forEachShoutout(
  { store }: RepositoryDeps,
  workspace: string,
  visit: (shoutout: Shoutout) => Promise<void> | void,
): Promise<void> {
  const records = { namespace, prefix: shoutoutPrefix(workspace), schema: shoutoutSchema };
  return store.forEach(records, ({ value }) => visit(value));
}

/** A shout-out in an exported file; the names and their order are a public format. */
export type ExportRow = Readonly<Record<DetailName, string>> & {
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly given: string;
  readonly edited: string;
  readonly from: string;
  readonly people: readonly string[];
  readonly skill: string;
  readonly text: string;
  readonly channel: string;
  readonly state: string;
  readonly seenBy: readonly string[];
};

const columns = [
  'id',
  'given',
  'edited',
  'from',
  'people',
  'skill',
  'text',
  ...detailNames,
  'channel',
  'state',
  'seenBy',
] as const satisfies readonly (keyof ExportRow)[];

/** `colleague` stands for a giver whose data was deleted. */
export function exportRow(shoutout: Shoutout, colleague: string): ExportRow {
  const { id, from, people, skill, text, channel, state, seenBy } = shoutout;
  return {
    id,
    given: isoTime(shoutout.created),
    edited: shoutout.edited === undefined ? '' : isoTime(shoutout.edited),
    from: from ?? colleague,
    people,
    skill,
    text: withEmoji(text),
    ...mapDetails((name) => shoutout[name] ?? ''),
    channel: channel ?? '',
    state,
    seenBy,
  };
}

const isoTime = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time).toString();

/** The first line of a CSV file, including its line break. */
export const csvHeader = (): string => byteOrderMark + lineOfCells([...columns]);

/** One line of a CSV file, including its line break. */
export function csvLine(row: ExportRow): string {
  return lineOfCells(columns.map((column) => [row[column]].flat().join(' ')));
}
