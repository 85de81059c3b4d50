import { type CommandSettings, readCommandSettings } from '../config.ts';
import { systemClock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { type Store, StoreUnavailable } from '../ports/store.ts';
import { firstLine, type Problem, Problems, problemLine } from '../problems.ts';
import { openStore } from '../store/store.ts';

/** Prints a line on standard error; standard output is for data. */
export const printError = (line: string) => void process.stderr.write(`${line}\n`);

/** Warnings and errors on standard error, nothing else. */
export const stderrLog: Log = {
  info: () => {},
  warn: (_fields, message) => printError(message),
  error: (_fields, message) => printError(message),
};

/**
 * Runs a command, or prints its `usage` for `--help`. The exit code is 0 if `run` resolves to true,
 * otherwise 1; an error is printed without its stack.
 */
export async function runCommand(
  run: () => Promise<boolean>,
  {
    usage,
    describe = problemLine,
  }: { readonly usage?: string; readonly describe?: (problem: Problem) => string } = {},
): Promise<void> {
  if (usage !== undefined && process.argv.slice(2).some((each) => /^(?:--help|-h)$/.test(each))) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    process.exitCode = (await run()) ? 0 : 1;
  } catch (error) {
    printError(reasonOf(error, describe));
    process.exitCode = 1;
  }
}

/**
 * Opens the store that STORE_URL names, runs `work` and closes it. The app may be running
 * meanwhile. Rejects with `Problems` if the app has never opened that store's file: nothing found
 * in a new one would read as if there were nothing.
 */
export async function withStore<Result>(
  work: (store: Store, settings: CommandSettings) => Promise<Result>,
): Promise<Result> {
  const { value: settings, problems } = readCommandSettings(process.env);
  if (!settings) throw new Problems(problems);
  const store = await openStore({
    ...{ url: settings.storeUrl, mustExist: true },
    ...{ clock: systemClock, log: stderrLog },
  });
  try {
    return await work(store, settings);
  } finally {
    await store.close();
  }
}

function reasonOf(error: unknown, describe: (problem: Problem) => string): string {
  const cause = causeOf(error);
  if (cause instanceof Problems) return cause.problems.map(describe).join('\n');
  return cause === error ? firstLine(error) : `The store cannot be reached: ${firstLine(cause)}`;
}

/** Why the store is unavailable, if that is the error. */
export const causeOf = (error: unknown): unknown =>
  error instanceof StoreUnavailable ? error.cause : error;
