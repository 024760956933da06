import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Options and file names of one command; a wrong call is a value that says how the command is called. */
export type Arguments<Name extends string> =
  | {
      readonly ok: true;
      readonly values: Readonly<Partial<Record<Name, string>>>;
      readonly flags: ReadonlySet<string>;
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** Reads `args`; `names` take a value, `flags` do not. `--help` is always known. */
export function readArguments<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
  flags: readonly string[] = [],
): Arguments<Name> {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
  for (const name of names) options[name] = { type: 'string' };
  for (const flag of flags) options[flag] = { type: 'boolean' };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const given = Object.entries(values);
    return {
      ok: true,
      values: Object.fromEntries(given.filter(([, value]) => typeof value === 'string')) as Partial<
        Record<Name, string>
      >,
      flags: new Set(given.filter(([, value]) => value === true).map(([name]) => name)),
      files: positionals,
    };
  } catch (error) {
    const known = ['help', ...names, ...flags].map((name) => `--${name}`).join(', ');
    return { ok: false, message: `${(error as Error).message.split('. ')[0]}. Options: ${known}` };
  }
}

/** Milliseconds of a duration like "90s", "30m", "8h", "1d" or "1h30m"; null when it is none. */
export function parseDuration(text: string): number | null {
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (match === null || text === '') return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const total = (((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!) * 1000;
  return total > 0 ? total : null;
}

/** Epoch ms of a local date "YYYY-MM-DD" (midnight) or date and time "YYYY-MM-DDTHH:MM"; null when it is neither. */
export function parseLocalTime(text: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/.test(text)) return null;
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}

/** A whole number in a range, null when the text is none. */
export function parseWhole(text: string, least: number, most: number): number | null {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : null;
}
