import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { branchConfigSchema } from '#contract/branch-config.ts';
import { branchIdSchema } from '#contract/ids.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import { topicRule } from '#contract/topics.ts';
import { retentionSchema, type RetentionConfig } from './privacy/rules.ts';
import type { BankName } from './auth/me.ts';
import { isLoopback, type ProviderConfig } from './auth/provider.ts';
import type { StorePlace } from './store/open-stores.ts';

const host = z.string().min(1).max(253);
const bankName = z.string().trim().min(1).max(40);
const port = z.int().min(0).max(65_535);

const rawConfig = z.record(z.string().max(64), z.unknown());
/** What branches work by in place of their site maps. Sent as written, so that each agent adds its own defaults. */
const settingsSchema = z
  .strictObject({ version: z.int().min(1), config: rawConfig })
  .superRefine(({ config }, context) => {
    const parsed = branchConfigSchema.safeParse(config);
    for (const { path, message } of parsed.error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['config', ...path], message });
    }
    const bytes = Buffer.byteLength(JSON.stringify(config)) + SETTINGS_HEAD_BYTES;
    const { maxBytes } = topicRule('down');
    if (bytes > maxBytes) {
      context.addIssue({ code: 'custom', path: ['config'], message: `${bytes} bytes, at most ${maxBytes}` });
    }
  });
export type BranchSettings = z.infer<typeof settingsSchema>;
/** What the message has around the configuration, generously. */
const SETTINGS_HEAD_BYTES = 100;

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const fileSchema = z.strictObject({
  /** Folder of the store; relative paths count from this file. */
  dataDir: z.string().min(1),
  http: z.strictObject({
    host: host.default('127.0.0.1'),
    port,
    allowRemote: z.boolean().default(false),
    publicOrigin: z
      .string()
      .regex(
        /^https:\/\/[^/?#@\s]+$/,
        'https://host or https://host:port, as browsers address the proxy in front of us',
      )
      .optional(),
  }),
  frontDoor: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('embedded'),
      host: host.default('127.0.0.1'),
      port,
      allowRemote: z.boolean().default(false),
    }),
    z.strictObject({
      type: z.literal('external'),
      url: z.string().regex(/^mqtts?:\/\//, 'mqtt://… or mqtts://…'),
      passwordFile: z.string().min(1),
    }),
  ]),
  /** The bank's own sign-in, OpenID Connect. */
  oidc: z
    .strictObject({
      issuer: z
        .url()
        .refine((url) => url.startsWith('https://') || isLoopback(url), 'https://…; plain http on this machine only'),
      clientId: z.string().min(1).max(200),
      clientSecretFile: z.string().min(1),
      redirectUri: z.url().optional(),
    })
    .optional(),
  /** In the head of every page. */
  bank: z.strictObject({ zh: bankName, en: bankName }).optional(),
  retention: retentionSchema.optional(),
  /** A database of PostgreSQL, or a file in `dataDir`. */
  store: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('sqlite') }),
      z.strictObject({ type: z.literal('postgres'), urlFile: z.string().min(1) }),
    ])
    .default({ type: 'sqlite' }),
  /** Where the bank's day begins, as `Asia/Shanghai`. */
  timeZone: z.string().refine(isTimeZone, 'a time zone such as Asia/Shanghai').optional(),
  /** Days that evidence of inspections is kept. */
  evidence: z.strictObject({ photos: z.int().min(1).max(3_650), recordings: z.int().min(1).max(3_650) }).optional(),
  /** For every branch that has none of its own. */
  branchConfig: settingsSchema.optional(),
  branches: z
    .array(
      z.strictObject({
        id: branchIdSchema,
        name: z.string().min(1).max(80),
        secretFile: z.string().min(1),
        branchConfig: settingsSchema.optional(),
      }),
    )
    .max(50_000),
});

export interface BranchConfig {
  readonly id: z.infer<typeof branchIdSchema>;
  readonly name: string;
  readonly secret: string;
  /** Absent: the branch works by its own site map. */
  readonly settings?: BranchSettings;
}

export interface ServerConfig {
  readonly dataDir: string;
  readonly store: StorePlace;
  readonly http: { readonly host: string; readonly port: number; readonly publicOrigin?: string | undefined };
  readonly frontDoor:
    | { readonly type: 'embedded'; readonly host: string; readonly port: number }
    | { readonly type: 'external'; readonly url: string; readonly password: string };
  readonly timeZone?: string | undefined;
  readonly oidc?: ProviderConfig | undefined;
  readonly bank?: BankName | undefined;
  readonly retention?: RetentionConfig | undefined;
  readonly branches: readonly BranchConfig[];
  /** Absent: a year for photographs, 90 days for recordings. */
  readonly evidence?: { readonly photos: number; readonly recordings: number };
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: ServerConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Reads and checks the configuration file; all problems at once. */
export function loadServerConfig(file: string): LoadedConfig {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { ok: false, problems: [{ path: '(root)', expected: `a readable JSON file: ${(error as Error).message}` }] };
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const problems: Problem[] = [];
  const config = resolveFiles(parsed.data, dirname(resolve(file)), problems);
  return problems.length === 0 ? { ok: true, config } : { ok: false, problems };
}

function resolveFiles(raw: z.infer<typeof fileSchema>, folder: string, problems: Problem[]): ServerConfig {
  const { http, frontDoor } = raw;
  const checkHost = (path: string, door: { host: string; allowRemote: boolean }): void => {
    if (LOOPBACK.test(door.host) || door.allowRemote) return;
    problems.push({ path, expected: `a loopback address, or "allowRemote": true to listen on ${door.host}` });
  };
  checkHost('http.host', http);
  if (frontDoor.type === 'embedded') checkHost('frontDoor.host', frontDoor);
  const secretOf = (path: string, name: string): string => readSecret(resolve(folder, name), path, problems);
  const ids = raw.branches.map(({ id }) => id);
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index)
      problems.push({ path: `branches.${index}.id`, expected: `each branch once; "${id}" is listed twice` });
  });
  const dataDir = resolve(folder, raw.dataDir);
  return {
    dataDir,
    store:
      raw.store.type === 'sqlite'
        ? sqliteIn(dataDir)
        : { type: 'postgres', url: readUrl(resolve(folder, raw.store.urlFile), problems) },
    timeZone: raw.timeZone,
    bank: raw.bank,
    retention: raw.retention,
    oidc: oidcOf(raw.oidc, secretOf),
    http: { host: http.host, port: http.port, publicOrigin: http.publicOrigin },
    ...(raw.evidence === undefined ? {} : { evidence: raw.evidence }),
    frontDoor:
      frontDoor.type === 'embedded'
        ? { type: 'embedded', host: frontDoor.host, port: frontDoor.port }
        : {
            type: 'external',
            url: frontDoor.url,
            password: secretOf('frontDoor.passwordFile', frontDoor.passwordFile),
          },
    branches: raw.branches.map(({ id, name, secretFile, branchConfig: settings = raw.branchConfig }, index) => ({
      id,
      name,
      secret: secretOf(`branches.${index}.secretFile`, secretFile),
      ...(settings === undefined ? {} : { settings }),
    })),
  };
}

function oidcOf(
  raw: z.infer<typeof fileSchema>['oidc'],
  secretOf: (path: string, name: string) => string,
): ProviderConfig | undefined {
  if (raw === undefined) return undefined;
  const { issuer, clientId, clientSecretFile, redirectUri } = raw;
  return { issuer, clientId, clientSecret: secretOf('oidc.clientSecretFile', clientSecretFile), redirectUri };
}

/** Where the default store lies. */
export function sqliteIn(dataDir: string): StorePlace {
  return { type: 'sqlite', file: join(dataDir, 'head-office.db') };
}

/** It holds a password, so it stands in a file of its own and is shown nowhere. */
function readUrl(file: string, problems: Problem[]): string {
  const path = 'store.urlFile';
  const url = readSecret(file, path, problems);
  if (url === '' || (/^postgres(ql)?:\/\/[^/]+\/[^/?]+/.test(url) && URL.canParse(url))) return url;
  problems.push({ path, expected: `postgres://user:password@host:port/database in ${file}` });
  return url;
}

function readSecret(file: string, path: string, problems: Problem[]): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret.length < 12) problems.push({ path, expected: `a secret of at least 12 characters in ${file}` });
    return secret;
  } catch (error) {
    problems.push({ path, expected: `a readable file: ${(error as Error).message}` });
    return '';
  }
}
