import { parseArgs } from 'node:util';
import { startDemo, type DemoOptions } from './demo.ts';

/**
 * The whole system on one machine: head office, one demo branch, and a simulated hall that speaks the real byte
 * protocols over TCP. Each start is a new business day in the demo's own time; earlier days stay in the data folder.
 */

const HELP = `Usage: npm start -- [options]

Starts head office, one demo branch and its simulated hall on this machine. Ctrl-C stops everything.

  --fast N            run the simulated day N times faster than real time (1–600, default 1)
  --data DIR          where everything is stored (default ./data)
  --http-port P       head-office page (default 8080)
  --branch-port P     kiosk, lobby board and hall display (default 8081)
  --mqtt-port P       MQTT between branch and head office (default 8083)
  --device-port P     first of three TCP ports that carry the device bytes (default 9101)
  --seed N            another course of the simulated day (default 1)
  --help              this text
`;

function readOptions(): DemoOptions | string {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      fast: text,
      data: text,
      seed: text,
      'http-port': text,
      'branch-port': text,
      'mqtt-port': text,
      'device-port': text,
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return HELP;
  const problems: string[] = [];
  const whole = (name: Exclude<keyof typeof values, 'help' | 'data'>, fallback: number, most: number): number => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isInteger(value) || value < 1 || value > most) {
      problems.push(`--${name} is "${values[name]}", expected a whole number from 1 to ${most}`);
    }
    return value;
  };
  const options: DemoOptions = {
    factor: whole('fast', 1, 600),
    dataDir: values.data ?? 'data',
    httpPort: whole('http-port', 8080, 65_535),
    branchPort: whole('branch-port', 8081, 65_535),
    mqttPort: whole('mqtt-port', 8083, 65_535),
    devicePort: whole('device-port', 9101, 65_533),
    seed: whole('seed', 1, 2 ** 31 - 1),
  };
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return options;
}

async function main(): Promise<void> {
  let options: DemoOptions | string;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  if (typeof options === 'string') {
    console.log(options);
    return;
  }
  const demo = await startDemo(options);
  if (!demo.ok) {
    console.error(demo.problem);
    process.exitCode = 1;
    return;
  }
  console.log(demo.banner);
  let stopping = false;
  const stop = (code: number): void => {
    if (stopping) return;
    stopping = true;
    process.exitCode = code;
    void demo.stop();
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  demo.onFailure((message) => {
    console.error(message);
    stop(1);
  });
}

await main();
