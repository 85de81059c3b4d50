/**
 * The operator's commands under one name: `npm run extra-mile -- doctor`, and `extra-mile doctor` in
 * the image. Each is a file of this folder and runs as a process of its own, whose exit code counts.
 */
import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };

const commands = {
  doctor: 'says what is wrong with the set-up, and what to do',
  store: 'backs up, copies and checks the store',
  shoutouts: 'exports shout-outs; lists and decides reports',
  audit: 'lists who changed what, and when',
  content: 'lists the tips that people called not useful',
  manifest: 'prints the manifest for HTTP or for many workspaces',
};

const program = new Command('extra-mile')
  .description(packageJson.description)
  .version(packageJson.version)
  .addHelpText('after', '\nOptions of a command: extra-mile COMMAND --help');
for (const [name, about] of Object.entries(commands))
  program.command(name, about, { executableFile: `${name}.ts` });
await program.parseAsync();
