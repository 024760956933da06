import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';

/**
 * Who may import whom. Works on the source text, so it needs no compiler and cannot silently read nothing: the number
 * of files and imports it saw is part of its result.
 */

interface Layer {
  /** Other top-level folders this one may import, as `#alias` names. */
  readonly folders: readonly string[];
  /** npm packages allowed anywhere in the folder. */
  readonly packages: readonly string[];
  /** npm packages and Node builtins allowed only below these subfolders or files. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
}

const TEST_PACKAGES = new Set(['vitest', 'vitest/config', 'fast-check']);

/** Node builtins that touch the outside world; pure folders may use the others (crypto, zlib, url). */
const IO_BUILTINS = new Set([
  'fs',
  'fs/promises',
  'net',
  'http',
  'https',
  'child_process',
  'dgram',
  'tls',
  'worker_threads',
  'readline',
  'os',
]);

export const LAYERS: Readonly<Record<string, Layer>> = {
  'broker-config': { folders: [], packages: ['zod'], only: { 'node:fs': ['generate.ts'] } },
  rubric: { folders: ['contract'], packages: ['zod'], only: {} },
  devices: {
    folders: ['contract'],
    packages: ['zod'],
    only: {
      'node:fs': ['cli', 'profiles', 'sites'],
      'node:net': ['cli', 'simulators/tcp.ts'],
      'node:child_process': ['cli', 'simulators/pty.ts'],
      'node:readline': ['cli'],
      'node:os': ['cli', 'simulators/pty.ts'],
    },
  },
  'edge-agent': {
    folders: ['contract', 'rubric', 'devices'],
    packages: ['zod', 'pino'],
    only: {
      serialport: ['links'],
      'node-hid': ['links'],
      'better-sqlite3': ['journal'],
      mqtt: ['uplink'],
      fastify: ['local-api'],
      '@fastify/static': ['local-api'],
      'node:net': ['links', 'local-api'],
      'node:child_process': ['speech'],
    },
  },
  kiosk: { folders: ['contract'], packages: ['preact', 'preact/hooks', 'vite'] },
  server: {
    folders: ['contract', 'rubric'],
    packages: ['zod', 'pino'],
    only: {
      'better-sqlite3': ['store'],
      kysely: ['store'],
      pg: ['store', 'tests/databases.ts', 'tests/database.test.ts'],
      aedes: ['front-door'],
      mqtt: ['front-door'],
      fastify: ['api'],
      '@fastify/static': ['api'],
      'openid-client': ['auth'],
      'write-excel-file/node': ['spreadsheets'],
      'read-excel-file/node': ['spreadsheets'],
      fflate: ['spreadsheets'],
      preact: ['dashboard'],
      'preact/hooks': ['dashboard'],
      vite: ['dashboard'],
      echarts: ['dashboard/charts'],
      'echarts/core': ['dashboard/charts'],
      'echarts/charts': ['dashboard/charts'],
      'echarts/components': ['dashboard/charts'],
      'echarts/renderers': ['dashboard/charts'],
      'node:net': ['front-door', 'api', 'tests'],
    },
  },
};

export interface SourceImport {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

export interface Violation {
  readonly file: string;
  readonly specifier: string;
  readonly rule: string;
}

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every import statement of one source text, static and dynamic. */
export function importsOf(file: string, source: string): readonly SourceImport[] {
  return [...source.matchAll(IMPORT)].map((match) => ({
    file,
    specifier: match[3] ?? match[4]!,
    typeOnly: match[2] !== undefined,
  }));
}

/** All TypeScript sources below a folder of `root`, as paths relative to `root` with forward slashes. */
export function sourcesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

export function readImports(root: string, folder: string): readonly SourceImport[] {
  return sourcesBelow(root, folder).flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** Null when the import is allowed. */
export function judge(found: SourceImport): Violation | null {
  const [folder = '', ...rest] = found.file.split('/');
  const layer = LAYERS[folder];
  if (layer === undefined) return null;
  const refuse = (rule: string): Violation => ({ file: found.file, specifier: found.specifier, rule });
  if (found.specifier.startsWith('.')) return judgeRelative(found, folder, refuse);
  if (found.specifier.startsWith('#')) return judgeFolder(found, folder, layer, refuse);
  return judgePackage(found, rest.join('/'), layer, refuse);
}

/** Run in the browser. They may compute with the rubric, which is pure; the contract would bring all of zod. */
const PAGES = 'server/dashboard/';

type Refuse = (rule: string) => Violation;

function judgeRelative(found: SourceImport, folder: string, refuse: Refuse): Violation | null {
  const target = normalize(join(dirname(found.file), found.specifier))
    .split(sep)
    .join('/');
  if (target.split('/')[0] !== folder) return refuse(`a relative import must not leave ${folder}/`);
  const leavesPages = found.file.startsWith(PAGES) && !target.startsWith(PAGES);
  return leavesPages && !found.typeOnly && !isTest(found.file)
    ? refuse('pages take types only from the rest of head office (import type)')
    : null;
}

function judgeFolder(found: SourceImport, folder: string, layer: Layer, refuse: Refuse): Violation | null {
  const alias = found.specifier.slice(1).split('/')[0]!;
  const isPage = found.file.startsWith(PAGES);
  // Style sheets that the hall's and head office's pages share.
  if (alias === 'design') return judgeStyle(isPage || folder === 'kiosk', refuse);
  const own = alias === folder || (alias === 'contract' && folder === 'broker-config');
  if (!own && !layer.folders.includes(alias)) return refuse(`${folder}/ may not import ${alias}`);
  const takesTypesOnly = folder === 'kiosk' || (isPage && alias === 'contract');
  return takesTypesOnly && !found.typeOnly && !isTest(found.file)
    ? refuse('pages import contract types only (import type)')
    : null;
}

function judgeStyle(fromPage: boolean, refuse: Refuse): Violation | null {
  return fromPage ? null : refuse('style sheets are for pages');
}

function judgePackage(found: SourceImport, inFolder: string, layer: Layer, refuse: Refuse): Violation | null {
  const name = found.specifier;
  if (isTest(found.file)) return null;
  const places = layer.only?.[name];
  if (places !== undefined) {
    const allowed = places.some((place) => inFolder === place || inFolder.startsWith(`${place}/`));
    return allowed ? null : refuse(`${name} only in ${places.join(', ')}`);
  }
  if (name.startsWith('node:')) {
    const pure = layer.only !== undefined && ['broker-config', 'rubric', 'devices'].includes(found.file.split('/')[0]!);
    return pure && IO_BUILTINS.has(name.slice(5))
      ? refuse(`${name} touches the outside world; this folder is pure`)
      : null;
  }
  if (layer.packages.includes(name) || TEST_PACKAGES.has(name)) return null;
  return refuse(`${name} is not among the packages of this folder`);
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}
