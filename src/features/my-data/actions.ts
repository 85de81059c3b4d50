import { isPhrase } from '../../i18n/command-line.ts';
import type { PlainKey } from '../../i18n/keys.ts';
import { asTyped } from '../../i18n/rewriting.ts';
import {
  type DataKind,
  dataKinds,
  type GivenChoice,
  type Person,
} from '../../ports/personal-data.ts';
import type { Action, ActionReply, CareHandler } from '../../slack/router/feature.ts';
import { withTimeout } from '../../slack/router/with-timeout.ts';
import { paragraph } from '../../slack/ui/blocks.ts';
import { typedTextBlock } from '../../slack/ui/failure.ts';
import { type Message, message } from '../../slack/ui/message.ts';
import type { MyDataDeps } from './deps.ts';
import { requestErasure } from './erasure.ts';
import { type Counts, dataMessage, questionMessage, startedMessage } from './message.ts';

/** Milliseconds that a command waits for the export, which may take longer. */
const exportTimeout = 1500;

const words = new Map<string, 'show' | 'export' | 'delete'>([
  ['', 'show'],
  ['export', 'export'],
  ['delete', 'delete'],
]);

/** `/care my-data`, with `export` or `delete`; "delete my data, says a customer" is a search. */
export const careMyData =
  (deps: MyDataDeps): CareHandler =>
  (command) => {
    const { readings, line, workspace, user } = command;
    const person = { workspace, user };
    const known = readings.flatMap(({ text }) => words.get(text.toLowerCase()) ?? []);
    switch (known[0]) {
      case 'show':
        return show(deps, person);
      case 'delete':
        return ask(deps, person);
      case 'export':
        return exportSoon(deps, person);
      case undefined:
        return isPhrase(command) ? undefined : notUnderstood(deps, line);
    }
  };

const data = /^data(?: (?<rest>.+))?$/i;

/** "my data export", without the hyphen; anything else behind "my" is a search. */
export const careMy =
  (deps: MyDataDeps): CareHandler =>
  (command) => {
    const readings = command.readings.flatMap(({ text }) => {
      const found = data.exec(text);
      const { rest = '' } = found?.groups ?? {};
      return found && words.has(rest.toLowerCase()) ? [asTyped(rest)] : [];
    });
    return readings.length > 0 ? careMyData(deps)({ ...command, readings }) : undefined;
  };

const says = ({ content }: MyDataDeps, key: PlainKey): Message =>
  message([paragraph(content().words(key))]);

function notUnderstood({ content }: MyDataDeps, line: string): Message {
  const { words: say } = content();
  return message([paragraph(say('my-data.unknown')), ...typedTextBlock(say, `/care ${line}`)]);
}

async function show(deps: MyDataDeps, person: Person): Promise<Message> {
  return dataMessage(deps.content(), await countsOf(deps, person));
}

async function ask(deps: MyDataDeps, person: Person): Promise<Message> {
  return questionMessage(deps.content(), await countsOf(deps, person));
}

async function countsOf({ parts }: MyDataDeps, person: Person): Promise<Counts> {
  const found = await Promise.all(Object.values(parts).map(({ count }) => count(person)));
  const total = (kind: DataKind) => found.reduce((sum, counts) => sum + (counts[kind] ?? 0), 0);
  return Object.fromEntries(dataKinds.map((kind) => [kind, total(kind)])) as Counts;
}

async function exportNow(deps: MyDataDeps, person: Person): Promise<Message> {
  // Loaded on demand, because it imports a library that nothing else needs.
  const { sendExport } = await import('./export.ts');
  const isSent = await sendExport(deps, person);
  const { workspace, user } = person;
  if (isSent) void deps.audit.note(workspace, { what: 'my-data.exported', who: user });
  return says(deps, isSent ? 'my-data.exported' : 'my-data.nothing');
}

/** Slack doesn't wait for the answer to a command as long as for that to a press. */
async function exportSoon(deps: MyDataDeps, person: Person): Promise<Message> {
  const work = exportNow(deps, person);
  work.catch((error: unknown) => deps.log.error({ err: error }, 'could not send an export'));
  return withTimeout(work, exportTimeout).catch(() => says(deps, 'my-data.collecting'));
}

export const showData =
  (deps: MyDataDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({ tell: await show(deps, action) });

export const exportData =
  (deps: MyDataDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({
    tell: await exportNow(deps, action),
  });

export const askToDelete =
  (deps: MyDataDeps) =>
  async (action: Action<undefined>): Promise<ActionReply> => ({ show: await ask(deps, action) });

export const confirmDelete =
  (deps: MyDataDeps) =>
  async ({ workspace, user, value }: Action<GivenChoice>): Promise<ActionReply> => {
    const person = { workspace, user };
    const { given } = await countsOf(deps, person);
    await requestErasure(deps, person, { given: value, hasGiven: given > 0 });
    return { show: startedMessage(deps.content()) };
  };

export const keepData = (deps: MyDataDeps) => (): ActionReply => ({
  show: says(deps, 'my-data.kept-all'),
});
