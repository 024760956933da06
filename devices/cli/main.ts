import { createInterface } from 'node:readline';
import { runCommand } from './commands.ts';

/** `npm run devices -- …`: tools for whoever connects a hall. */

const stop = Promise.withResolvers<void>();
process.once('SIGINT', () => stop.resolve());
process.once('SIGTERM', () => stop.resolve());

async function* typedLines(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin, terminal: false });
  // A supervisor that dies closes our input; nothing of ours may outlive it.
  if (process.env['HALLMETER_STOP_WITH_STDIN'] === '1') stop.resolve();
}

process.exitCode = await runCommand(process.argv.slice(2), {
  output: { out: (text) => console.log(text), err: (text) => console.error(text) },
  stopped: stop.promise,
  environment: process.env,
  input: typedLines(),
});
process.stdin.destroy();
