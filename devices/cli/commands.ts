import { convert } from './convert.ts';
import { lint } from './lint.ts';
import type { Command, CommandContext, ExitCode } from './output.ts';
import { probe } from './probe.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';

const COMMANDS: Readonly<Record<string, Command>> = { simulate, replay, lint, probe, convert };

const HELP = `Usage: npm run devices -- COMMAND [options]

Tools for connecting a hall, without an agent and without hardware.

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  .join('\n')}

npm run devices -- COMMAND --help explains one of them.
Exit codes: 0 done, 1 problems found or failed, 2 wrongly called.
`;

/** Runs one command line; never throws for what a user can cause. */
export async function runCommand(
  commandLine: readonly string[],
  outside: Omit<CommandContext, 'args'>,
): Promise<ExitCode> {
  const [name, ...args] = commandLine;
  if (name === undefined || name === '--help' || name === '-h') {
    (name === undefined ? outside.output.err : outside.output.out)(HELP);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : undefined;
  if (command === undefined) {
    outside.output.err(`there is no command "${name}"\n\n${HELP}`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    outside.output.out(command.help);
    return 0;
  }
  return command.run({ ...outside, args });
}
