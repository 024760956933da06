import { createHash } from 'node:crypto';
import { z } from 'zod';
import { branchConfigSchema, type BranchConfig, type Thresholds } from '#contract/branch-config.ts';
import type { Cancel } from '#contract/clock.ts';
import type { ConfigMessage } from '#contract/down.ts';
import type { EventBody } from '#contract/events.ts';
import type { KioskSettings } from '#contract/kiosk-settings.ts';
import { problemsOf, type Problem } from '#contract/problems.ts';
import type { StatusMessage } from '#contract/status.ts';
import { checkThresholds } from '#devices/sites/site-checks.ts';
import type { Site } from '#devices/sites/site.ts';
import { messageOf } from './links/link.ts';
import type { Logger } from './log.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

/** What the branch works by: the site map, and in its place what head office has configured. */
export interface Settings {
  kiosk(): KioskSettings;
  thresholds(): Thresholds;
  /** For the status message: the version in force, and the one that was refused. */
  status(): Pick<StatusMessage, 'config' | 'configProblem'>;
  /** From head office. Takes effect at once, or is refused as a whole; older and equal versions are ignored. */
  configure(message: ConfigMessage): void;
  /** Settings have changed, or were refused. */
  onChange(listener: () => void): Cancel;
}

export interface SettingsOptions {
  readonly site: Site;
  /** Where the configuration of head office is kept. */
  readonly file: string;
  /** The hall's time. */
  readonly now: () => number;
  /** Journals. */
  readonly report: (bodies: readonly EventBody[]) => void;
  readonly log: Logger;
}

/** As it came, so that defaults of a later version of this agent apply to it too. */
const fileSchema = z.strictObject({
  v: z.literal(1),
  version: z.int().min(1),
  config: z.record(z.string(), z.unknown()),
});

type Checked =
  | { readonly ok: true; readonly config: BranchConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function createSettings(options: SettingsOptions): Settings {
  return new BranchSettings(options);
}

class BranchSettings implements Settings {
  readonly #options: SettingsOptions;
  readonly #listeners = new Set<() => void>();
  #config: BranchConfig = {};
  #version: number | null = null;
  #problem: StatusMessage['configProblem'] | null = null;

  constructor(options: SettingsOptions) {
    this.#options = options;
    this.#load();
  }

  kiosk(): KioskSettings {
    return this.#config.kiosk ?? this.#options.site.kiosk;
  }

  thresholds(): Thresholds {
    return this.#config.thresholds ?? this.#options.site.thresholds;
  }

  status(): Pick<StatusMessage, 'config' | 'configProblem'> {
    return { config: this.#version, ...(this.#problem === null ? {} : { configProblem: this.#problem }) };
  }

  configure({ version, config }: ConfigMessage): void {
    const { now, report, log } = this.#options;
    if (version <= (this.#version ?? 0)) return;
    const checked = checkConfig(config, this.#options.site);
    if (!checked.ok) {
      this.#refuse(version, checked.problems);
      return;
    }
    const digest = createHash('sha256').update(JSON.stringify(config)).digest('hex');
    this.#config = checked.config;
    this.#version = version;
    this.#problem = null;
    this.#store(version, config);
    report([{ type: 'config.applied', at: now(), src: 'agent', version, digest }]);
    log.write('settings.applied', { version, digest });
    this.#changed();
  }

  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #load(): void {
    const { file, site, log } = this.#options;
    const found = readPrivateFile(file, fileSchema);
    if (found.state === 'unusable') log.write('settings.unreadable', { file, reason: found.reason });
    if (found.state !== 'read') return;
    const { version, config } = found.value;
    const checked = checkConfig(config, site);
    if (checked.ok) {
      this.#config = checked.config;
      this.#version = version;
    } else {
      // The site map may have changed since.
      log.write('settings.unreadable', { file, version, reason: textOf(checked.problems) });
    }
  }

  #store(version: number, config: ConfigMessage['config']): void {
    const { file, log } = this.#options;
    try {
      writePrivateFile(file, { v: 1, version, config });
    } catch (error) {
      log.write('settings.not-stored', { version, reason: messageOf(error) });
    }
  }

  #refuse(version: number, problems: readonly Problem[]): void {
    const { log } = this.#options;
    const text = textOf(problems);
    if (this.#problem?.version === version && this.#problem.text === text) return;
    this.#problem = { version, text };
    for (const { path, expected } of problems) log.write('settings.refused', { version, path, expected });
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function checkConfig(config: unknown, site: Site): Checked {
  const parsed = branchConfigSchema.safeParse(config);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const problems: Problem[] = [];
  const { thresholds } = parsed.data;
  if (thresholds !== undefined) {
    checkThresholds(thresholds, site, (path, expected) =>
      problems.push({ path: ['thresholds', ...path].join('.'), expected }),
    );
  }
  return problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems };
}

const MOST_TEXT = 300;

function textOf(problems: readonly Problem[]): string {
  return problems
    .map(({ path, expected }) => `${path}: ${expected}`)
    .join('; ')
    .slice(0, MOST_TEXT);
}
