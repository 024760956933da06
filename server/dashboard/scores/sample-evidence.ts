import type { CompositeEvidence, DayEvidence, VisitRef } from '#rubric/composite/evidence.ts';
import { cases, visit } from '#rubric/composite/test-evidence.ts';
import type { BranchProfile, PeerGroup } from '#rubric/ranking/peer-groups.ts';
import { seedFor, seededUnit } from '#rubric/statistics/random.ts';
import type { BranchName, CardTitles, Named } from '../../scoring/wire.ts';

/** Test helper: branches of a made-up bank, and what was measured at them. */
export interface SampleBranch {
  readonly index: number;
  readonly name: BranchName;
  readonly profile: BranchProfile;
  /** How good its service is, 0…1. */
  readonly quality: number;
  /** Has too few mystery visits for a score. */
  readonly isIncomplete: boolean;
}

export const SAMPLE_WINDOW = { from: '2026-10-01', to: '2027-01-01' };

export const SAMPLE_REGIONS: readonly Named[] = [
  { id: 'r-east', zh: '东城分行', en: 'East City region' },
  { id: 'r-west', zh: '西城分行', en: 'West City region' },
  { id: 'r-south', zh: '南湖分行', en: 'South Lake region' },
  { id: 'r-north', zh: '北山分行', en: 'North Hill region' },
];
/** Of the card that `visit` fills in. */
export const SAMPLE_CARDS: readonly CardTitles[] = [
  {
    id: 'plain',
    version: 1,
    zh: '大厅服务检查表',
    en: 'Hall service checklist',
    items: [
      { id: 'all', zh: '大厅整体服务', en: 'Service of the hall as a whole' },
      { id: 'privacy', zh: '保护客户隐私', en: 'Customer privacy is kept' },
    ],
  },
];
const PLACES = [
  ['青云路', 'Qingyun Road'],
  ['梧桐街', 'Wutong Street'],
  ['江畔', 'Riverside'],
  ['学府', 'College'],
  ['银杏广场', 'Ginkgo Square'],
  ['望海', 'Seaview'],
  ['松林', 'Pinewood'],
  ['中心', 'Central'],
] as const;

export function branchAt(index: number): SampleBranch {
  const [zh, en] = PLACES[index % PLACES.length]!;
  const nth = Math.floor(index / PLACES.length) + 1;
  const branch = `b${String(index + 1).padStart(4, '0')}`;
  const unit = seededUnit(seedFor(branch, 3));
  const perDay = Math.round(60 + 200 * unit());
  return {
    index,
    name: {
      branch,
      zh: `${zh}${nth === 1 ? '' : `第${String(nth)}`}支行`,
      en: `${en} ${nth === 1 ? '' : `${String(nth)} `}branch`,
      region: SAMPLE_REGIONS[index % SAMPLE_REGIONS.length]!.id,
    },
    profile: {
      branch,
      type: index % 4 === 3 ? 'community' : 'full',
      tickets: { ordinary: perDay * 50, gold: Math.round(perDay * 50 * 0.18 * unit()) },
      openDays: 60,
    },
    quality: 0.35 + 0.4 * unit(),
    isIncomplete: index % 21 === 20,
  };
}

export function groupTitle({ type, ticketsPerDay }: PeerGroup): { readonly zh: string; readonly en: string } {
  const [zh, en] = type === 'full' ? ['综合网点', 'Full branches'] : ['社区网点', 'Community branches'];
  const { over, upTo } = ticketsPerDay;
  if (over === 0 && upTo === Infinity) return { zh, en };
  const band = `${String(over)}${upTo === Infinity ? '+' : `–${String(upTo)}`}`;
  return { zh: `${zh}，每日取号 ${band}`, en: `${en}, ${band} tickets a day` };
}

interface Period {
  readonly period: string;
  readonly days: number;
}

export function evidenceOf(branch: SampleBranch, { period, days }: Period): CompositeEvidence {
  const unit = seededUnit(seedFor(`${branch.name.branch} ${period}`, 11));
  const { quality } = branch;
  const points = (spread: number): number => Math.round(Math.min(100, 68 + 26 * quality + spread * (unit() - 0.5)));
  const id = (what: string): string => `${branch.name.branch}-${period.toLowerCase()}-${what}`;
  return {
    days: Array.from({ length: days }, (_, index) => dayOf(branch, index, unit)),
    sheets: [
      visit(id('a1'), 'announced', points(14)),
      visit(id('m1'), 'mystery', points(30), branch.index % 17 === 5),
      ...(branch.isIncomplete ? [] : [visit(id('m2'), 'mystery', points(30))]),
    ],
    complaints: cases('complaint', 8 + Math.round(4 * quality), 12),
    rectifications: cases('task', 6 + Math.round(4 * quality), 10),
  };
}

function dayOf({ profile, quality }: SampleBranch, index: number, unit: () => number): DayEvidence {
  const date = `2026-10-${String(index + 9).padStart(2, '0')}`;
  const [ordinary, gold] = [profile.tickets['ordinary']! / 50, Math.round(profile.tickets['gold']! / 50)];
  const all = ordinary + gold;
  const share = (rate: number): number => Math.max(0, Math.round(rate * (0.6 + 0.8 * unit()) * all));
  const refs = (letter: string, n: number, of: number): VisitRef[] =>
    Array.from({ length: Math.min(n, of) }, (_, each) => ({
      visit: `${date}/${letter}${String(1 + Math.floor((each * of) / Math.max(1, n))).padStart(3, '0')}/1`,
      leg: 1,
    }));
  const late = share(0.34 * (1 - quality));
  const served = all - share(0.08 * (1 - quality));
  const uninvited = share(0.2 * (1 - quality));
  const unanswered = share(0.3 * (1 - quality / 2));
  const rated = Math.max(0, served - uninvited - unanswered);
  const dissatisfied = Math.min(rated, share(0.12 * (1 - quality)));
  return {
    date,
    classes: [
      { class: 'gold', n: gold, late: refs('G', Math.round(late * 0.1), gold) },
      { class: 'ordinary', n: ordinary, late: refs('A', late, ordinary) },
    ],
    judged: all,
    overtime: refs('A', share(0.06 * (1 - quality)), ordinary),
    present: all,
    abandoned: refs('A', all - served, ordinary),
    served,
    uninvited: refs('A', uninvited, ordinary),
    unanswered: refs('A', unanswered, ordinary),
    rated,
    dissatisfied: Array.from({ length: dissatisfied }, (_, each) => `${date}-rating-${String(each + 1)}`),
  };
}
