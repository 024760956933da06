import { readdir } from 'node:fs/promises';
import type { Cancel, Clock } from '#contract/clock.ts';
import type { Slide } from '#contract/display-view.ts';
import type { HallLog } from '../health/agent-log.ts';
import { systemCode } from '../links/link.ts';
import type { Slides } from '../ports.ts';
import { fileStamp } from './plain-file.ts';
import { altFileOf, readPicture, readSlide, slideKind } from './read-slide.ts';
import type { SlideFile } from './read-slide.ts';
import type { Read } from './slide-text.ts';

/**
 * Pictures and notices of one folder, by name. The folder is looked at every half minute of real time: file-system
 * notifications do not work on the network shares where branches keep such files.
 */

export interface SlidesOptions {
  readonly directory: string;
  /** Real time. */
  readonly pace: Clock;
  readonly log: HallLog;
}

const LOOK_MS = 30_000;
const MOST_SLIDES = 50;
/** Of a folder with more names the rest is not even looked at. */
const MOST_NAMES = 1_000;
/** Log lines about files left out, per look. */
const MOST_LINES = 20;
/** What file managers leave behind. */
const CLUTTER = /^(\..*|Thumbs\.db|desktop\.ini)$/i;
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** A file as it was read last; read again only when its stamp changes. */
interface Known {
  readonly stamp: string;
  readonly read: Read<SlideFile>;
}

export const NO_SLIDES: Slides = {
  list: () => [],
  picture: async () => null,
  onChange: () => () => undefined,
};

export interface SlidesFolder extends Slides {
  /** Looks at the folder now; otherwise every half minute. */
  look(): Promise<void>;
  stop(): void;
}

export function createSlides(options: SlidesOptions): SlidesFolder {
  const { directory, pace, log } = options;
  const listeners = new Set<() => void>();
  let known = new Map<string, Known>();
  let shown: readonly SlideFile[] = [];
  let trouble: string | null = null;
  let cancel: Cancel = () => undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    cancel();
    const seen = await readFolder(directory, known);
    if (isStopped) return;
    if (seen.trouble !== null && seen.trouble !== trouble) {
      log.write('slides.folder-unreadable', { directory, code: seen.trouble });
    }
    trouble = seen.trouble;
    reportLeftOut(seen.files, known, log);
    known = seen.files;
    const before = JSON.stringify(shown);
    shown = [...known.values()].flatMap(({ read }) => (read.ok ? [read.value] : []));
    if (JSON.stringify(shown) !== before) for (const listener of listeners) listener();
    cancel = pace.after(LOOK_MS, () => void look());
  }

  return {
    look,
    list: () => shown.map(({ slide }): Slide => slide),
    async picture(id) {
      const file = shown.find(({ picture }) => picture?.id === id)?.picture ?? null;
      const read = file === null ? null : await readPicture(directory, file.name);
      // Changed since the last look: its new address is not known yet.
      return read?.ok === true && read.value.id === id ? read.value : null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

interface Seen {
  readonly files: Map<string, Known>;
  /** Why the folder cannot be read; null when it can. */
  readonly trouble: string | null;
}

async function readFolder(directory: string, known: ReadonlyMap<string, Known>): Promise<Seen> {
  const files = new Map<string, Known>();
  let names: readonly string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    return { files, trouble: systemCode(error) };
  }
  const all = new Set(names);
  const texts = new Set(names.filter((name) => slideKind(name) === 'picture').map(altFileOf));
  let good = 0;
  for (const name of names.toSorted(BY_NAME.compare).slice(0, MOST_NAMES)) {
    if (CLUTTER.test(name) || texts.has(name)) continue;
    const altFile = slideKind(name) === 'picture' && all.has(altFileOf(name)) ? altFileOf(name) : null;
    const file = await readFile(directory, { name, altFile, isFull: good >= MOST_SLIDES }, known.get(name));
    if (file.read.ok) good += 1;
    files.set(name, file);
  }
  return { files, trouble: null };
}

interface Candidate {
  readonly name: string;
  readonly altFile: string | null;
  readonly isFull: boolean;
}

async function readFile(directory: string, candidate: Candidate, before: Known | undefined): Promise<Known> {
  const { name, altFile, isFull } = candidate;
  if (slideKind(name) === null) return leftOut('neither a picture nor a .notice.txt');
  if (isFull) return leftOut(`more than ${MOST_SLIDES} slides`);
  const stamps = [await fileStamp(directory, name), altFile === null ? '' : await fileStamp(directory, altFile)];
  const stamp = stamps.join(' ');
  if (before?.stamp === stamp) return before;
  return { stamp, read: await readSlide(directory, name, altFile) };
}

function leftOut(problem: string): Known {
  return { stamp: problem, read: { ok: false, problem } };
}

/** One line per file and reason, not one per look. */
function reportLeftOut(files: ReadonlyMap<string, Known>, before: ReadonlyMap<string, Known>, log: HallLog): void {
  const fresh = [...files].flatMap(([file, { stamp, read }]) =>
    read.ok || before.get(file)?.stamp === stamp ? [] : [{ file, problem: read.problem }],
  );
  for (const { file, problem } of fresh.slice(0, MOST_LINES)) log.write('slides.left-out', { file, problem });
  if (fresh.length > MOST_LINES) log.write('slides.left-out', { more: fresh.length - MOST_LINES });
}
