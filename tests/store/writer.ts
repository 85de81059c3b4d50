/**
 * A process of its own that gives thanks in the same indexes as others do: `node
 * tests/store/writer.ts URL NAME COUNT`. It says `ack` and the id of each that the store
 * acknowledged, and `error` for each that it refused; that many milliseconds after the start. With
 * a COUNT of 0 it goes on until its input ends.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/ports/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { give } from './sample-records.ts';

const [url = '', name = '', wanted = '0'] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const value = { from: 'U1', to: ['U2'], day: '2026-11-24', text: 'for the umbrella in the rain' };

let isOver = false;
process.stdin.on('end', () => {
  isOver = true;
});
process.stdin.resume();

const store = await openStore({ url, clock: systemClock, log });
process.stdout.write('ready\n');
let acknowledged = 0;
for (let place = 0; !isOver && (wanted === '0' || acknowledged < Number(wanted)); place += 1) {
  const id = `${name}-${String(place).padStart(6, '0')}`;
  try {
    await give({ store }, 'T1', id, value);
    acknowledged += 1;
    process.stdout.write(`ack ${id}\n`);
  } catch (error) {
    process.stdout.write(`error ${(error as Error).name}\n`);
    await pause(20);
  }
}
await store.close();
process.stdin.destroy();
