/**
 * Says what is wrong with the set-up, and what to do: `npm run doctor`. Works before, while and
 * after the app runs, and changes nothing. Prints no token and nobody's words.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../ports/clock.ts';
import { printError, runCommand } from './command.ts';
import type { Check } from './doctor/check.ts';
import { diagnose } from './doctor/diagnose.ts';

const usage = 'Usage: npm run doctor -- [--json]. The exit code is 1 if something stops the app.';

const marks = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ', skipped: 'skipped' } as const;

await runCommand(
  async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length > 0) {
      printError(usage);
      return false;
    }
    const checks = await diagnose(process.env, systemClock);
    const text = values.json ? JSON.stringify(checks, null, 2) : checks.map(lineOf).join('\n');
    process.stdout.write(`${text}\n`);
    return checks.every(({ state }) => state !== 'error');
  },
  { usage },
);

function lineOf({ check, state, why, todo }: Check): string {
  const line = `${marks[state]}  ${check}: ${why}`;
  return todo ? `${line}\n         ${todo}` : line;
}
