import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { problemsOf, type Problem } from '#contract/problems.ts';
import { parseSite, type Site } from '#devices/sites/site.ts';

/** The agent's configuration file. Relative paths count from the file itself; unknown keys are errors. */
const fileSchema = z.strictObject({
  /** The site map of this hall. */
  site: z.string().min(1, 'path of the site file'),
  /** Journal, raw byte log and keys; a local disk. */
  dataDir: z.string().min(1, 'path of a directory'),
  /** null: the branch works alone and only keeps its journal. */
  headOffice: z
    .strictObject({
      url: z.string().regex(/^mqtts?:\/\/[^/\s]+$/, 'mqtt://host:port or mqtts://host:port'),
      secretFile: z.string().min(1, 'path of a file that holds the branch secret'),
    })
    .nullable(),
  http: z.strictObject({
    host: z.string().min(1).max(253).default('127.0.0.1'),
    port: z.int().min(0).max(65_535),
    allowRemote: z.boolean().default(false),
    /** What browsers call this PC beside its own name and addresses, e.g. the name of a TLS proxy in front. */
    names: z
      .array(z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'a host name without a port'))
      .max(16)
      .optional(),
  }),
  /** 0: no raw byte log. */
  rawLog: z.strictObject({ keepDays: z.int().min(0).max(3_650) }),
  /** Pictures and notices on the hall display. */
  display: z.strictObject({ slidesDir: z.string().min(1, 'path of a directory').optional() }).default({}),
  /** A program that takes espeak-ng's options; espeak-ng itself when absent. */
  speech: z.strictObject({ command: z.string().min(1, 'name or path of a program').optional() }).default({}),
  /** Shared by branches where tellers must be recognised across them. */
  pseudonymKeyFile: z.string().min(1, 'path of a file').optional(),
});

export interface AgentConfig {
  readonly site: Site;
  readonly siteFile: string;
  readonly dataDir: string;
  readonly headOffice: { readonly url: string; readonly secret: string } | null;
  readonly http: { readonly host: string; readonly port: number; readonly names?: readonly string[] };
  readonly rawLog: { readonly keepDays: number };
  /** null: no slides. */
  readonly display: { readonly slidesDir: string | null };
  readonly speech: { readonly command: string };
  readonly pseudonymKeyFile: string;
}

export type LoadedAgentConfig =
  | { readonly ok: true; readonly config: AgentConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
const SECRET_MIN_LENGTH = 12;

/** Reads and checks the configuration, the site file and the secret it names: everything that is wrong, at once. */
export function loadAgentConfig(file: string): LoadedAgentConfig {
  const problems: Problem[] = [];
  const value = readJson(file, '(root)', problems);
  if (problems.length > 0) return { ok: false, problems };
  const folder = dirname(resolve(file));
  const parsed = fileSchema.safeParse(value);
  problems.push(...(parsed.success ? checkHost(parsed.data.http) : problemsOf(parsed.error)));
  // Looked at even when something else in the configuration is wrong.
  const siteFile = textAt(value, ['site']);
  const site = siteFile === null ? null : readSite(resolve(folder, siteFile), problems);
  const secretFile = textAt(value, ['headOffice', 'secretFile']);
  const secret = secretFile === null ? '' : readSecret(resolve(folder, secretFile), problems);
  if (problems.length > 0 || !parsed.success || site === null) return { ok: false, problems };
  return { ok: true, config: assemble(parsed.data, folder, { site, secret }) };
}

function assemble(
  raw: z.output<typeof fileSchema>,
  folder: string,
  { site, secret }: { readonly site: Site; readonly secret: string },
): AgentConfig {
  const dataDir = resolve(folder, raw.dataDir);
  return {
    site,
    siteFile: resolve(folder, raw.site),
    dataDir,
    headOffice: raw.headOffice === null ? null : { url: raw.headOffice.url, secret },
    http: {
      host: raw.http.host,
      port: raw.http.port,
      ...(raw.http.names === undefined ? {} : { names: raw.http.names }),
    },
    rawLog: raw.rawLog,
    display: { slidesDir: raw.display.slidesDir === undefined ? null : resolve(folder, raw.display.slidesDir) },
    speech: { command: speechCommand(raw.speech.command ?? 'espeak-ng', folder) },
    pseudonymKeyFile:
      raw.pseudonymKeyFile === undefined ? join(dataDir, 'pseudonym.key') : resolve(folder, raw.pseudonymKeyFile),
  };
}

/** A bare name is looked for in PATH, anything with a slash is a path. */
function speechCommand(command: string, folder: string): string {
  return /[\\/]/.test(command) ? resolve(folder, command) : command;
}

function checkHost(http: { readonly host: string; readonly allowRemote: boolean }): readonly Problem[] {
  if (LOOPBACK.test(http.host) || http.allowRemote) return [];
  return [
    { path: 'http.host', expected: `a loopback address, or "allowRemote": true beside it to listen on ${http.host}` },
  ];
}

function readSite(file: string, problems: Problem[]): Site | null {
  const before = problems.length;
  const value = readJson(file, 'site', problems);
  if (problems.length > before) return null;
  const parsed = parseSite(value);
  if (parsed.ok) return parsed.site;
  for (const { path, expected } of parsed.problems) {
    problems.push({ path: path === '(root)' ? 'site' : `site.${path}`, expected: `${expected} (in ${file})` });
  }
  return null;
}

function readSecret(file: string, problems: Problem[]): string {
  const path = 'headOffice.secretFile';
  const secret = readText(file, path, problems)?.trim() ?? null;
  if (secret === null) return '';
  if (secret.length < SECRET_MIN_LENGTH || /\s/.test(secret)) {
    problems.push({ path, expected: `one line of at least ${SECRET_MIN_LENGTH} characters without spaces in ${file}` });
  }
  return secret;
}

function readJson(file: string, path: string, problems: Problem[]): unknown {
  const text = readText(file, path, problems);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    problems.push({ path, expected: `JSON in ${file}: ${(error as Error).message}` });
    return null;
  }
}

function readText(file: string, path: string, problems: Problem[]): string | null {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    problems.push({ path, expected: `a readable file: ${(error as Error).message}` });
    return null;
  }
}

/** The non-empty text at a path of an unchecked value, null where there is none. */
function textAt(value: unknown, keys: readonly string[]): string | null {
  let at = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null) return null;
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === 'string' && at !== '' ? at : null;
}
