import type { HallConfig } from '#contract/local-api.ts';
import type { Language } from '../shared/language.ts';

/**
 * Names of what the hall's ids stand for; an id that the configuration does not know stands for itself. Those for
 * sentences are cut short in their middle: a name of 80 characters would bury the figures that the sentence is about,
 * and what tells two counters apart stands mostly at the end.
 */
export interface Names {
  /** In full. */
  service(id: string): string;
  className(id: string): string;
  /** For sentences. */
  counter(id: string): string;
  /** For sentences: a service and, where it is known, the customer class. */
  queue(service: string, className: string | null): string;
  /** For sentences: several counters, runs of numbers drawn together: "1–3号窗口、贵宾窗口". */
  counters(ids: readonly string[]): string;
}

export function namesOf(hall: HallConfig, language: Language): Names {
  const service = (id: string): string => hall.services[id]?.[language] ?? id;
  const className = (id: string): string => hall.classes[id]?.name[language] ?? id;
  const counters = new Map<string, string>(hall.counters.map(({ id, name }) => [id, name[language]]));
  const brief = (name: string): string => shortened(name, language);
  const counter = (id: string): string => brief(counters.get(id) ?? id);
  return {
    service,
    className,
    counter,
    queue(serviceId, classId) {
      if (classId === null) return brief(service(serviceId));
      return `${brief(service(serviceId))}${language === 'zh' ? '·' : ', '}${brief(className(classId))}`;
    },
    counters: (ids) => joined(ids.map(counter), language),
  };
}

const KEPT: Readonly<Record<Language, { readonly head: number; readonly tail: number }>> = {
  zh: { head: 8, tail: 5 },
  en: { head: 16, tail: 11 },
};

function shortened(name: string, language: Language): string {
  const characters = Array.from(name);
  const { head, tail } = KEPT[language];
  if (characters.length <= head + tail + 1) return name;
  return `${characters.slice(0, head).join('').trimEnd()}…${characters.slice(-tail).join('').trimStart()}`;
}

/** More than this says less. */
const MOST_RUNS = 4;

function joined(names: readonly string[], language: Language): string {
  const runs = runsOf(names);
  const separator = language === 'zh' ? '、' : ', ';
  const shown = runs.slice(0, MOST_RUNS).map((run) => runName(run, language));
  const rest = runs.slice(MOST_RUNS).reduce((sum, { names: more }) => sum + more.length, 0);
  if (rest === 0) return shown.join(separator);
  return language === 'zh'
    ? `${shown.join(separator)}等 ${names.length} 个窗口`
    : `${shown.join(separator)} and ${rest} more`;
}

interface Run {
  readonly before: string;
  readonly after: string;
  readonly first: number;
  last: number;
  readonly names: string[];
}

/** Names that differ only in consecutive numbers belong together. */
function runsOf(names: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  for (const name of names) {
    const match = /^(\D*)(\d{1,4})(\D*)$/.exec(name);
    const [before, after, number] = match === null ? [name, '', NaN] : [match[1]!, match[3]!, Number(match[2])];
    const run = runs.at(-1);
    if (run !== undefined && run.before === before && run.after === after && number === run.last + 1) {
      run.last = number;
      run.names.push(name);
    } else {
      runs.push({ before, after, first: number, last: number, names: [name] });
    }
  }
  return runs;
}

function runName({ before, after, first, last, names }: Run, language: Language): string {
  if (names.length === 1) return names[0]!;
  const plural = language === 'en' && /^counter $/i.test(before) ? before.replace(/ $/, 's ') : before;
  return `${plural}${first}–${last}${after}`;
}
