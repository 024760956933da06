import { branchIdSchema, type BranchId } from '#contract/ids.ts';
import { chanceOf } from './random.ts';

/** A fictional bank: four regions, sixty branches, each with a character of its own that its figures follow. */

export interface Region {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export const REGIONS: readonly Region[] = [
  { id: 'region-east', zh: '东部分行', en: 'East region' },
  { id: 'region-south', zh: '南部分行', en: 'South region' },
  { id: 'region-west', zh: '西部分行', en: 'West region' },
  { id: 'region-north', zh: '北部分行', en: 'North region' },
];

/** What a branch is like. Shares are 0…1. */
export interface NetworkBranch {
  readonly id: BranchId;
  readonly zh: string;
  readonly en: string;
  readonly region: string;
  readonly type: 'full' | 'community';
  readonly counters: number;
  readonly ticketsPerDay: number;
  readonly preferredShare: number;
  readonly serviceMinutes: number;
  /** How well it does what inspectors look at, and how it changed over the year. */
  readonly care: number;
  readonly trend: number;
  readonly satisfaction: number;
  readonly inviting: number;
  readonly answering: number;
}

const PLACES: readonly (readonly [zh: string, en: string])[] = [
  ['云溪', 'Yunxi'],
  ['松岭', 'Songling'],
  ['望湖', 'Wanghu'],
  ['青禾', 'Qinghe'],
  ['石桥', 'Shiqiao'],
  ['梅坞', 'Meiwu'],
  ['长汀路', 'Changting Road'],
  ['金穗', 'Jinsui'],
  ['柳岸', 'Liuan'],
  ['北塔', 'Beita'],
  ['兰亭路', 'Lanting Road'],
  ['新渡', 'Xindu'],
  ['竹园', 'Zhuyuan'],
  ['平安里', 'Pinganli'],
  ['鹿鸣', 'Luming'],
];

export function networkBranches(seed: number): readonly NetworkBranch[] {
  return REGIONS.flatMap((region, at) => PLACES.map((place, index) => branchOf(region, place, at * 100 + index, seed)));
}

// oxlint-disable-next-line max-params -- region, place and number of one branch
function branchOf(region: Region, [zh, en]: readonly [string, string], number: number, seed: number): NetworkBranch {
  const id = branchIdSchema.parse(
    `${region.id.slice('region-'.length)}-${String((number % 100) + 1).padStart(2, '0')}`,
  );
  const chance = chanceOf(`branch ${id}`, seed);
  const type = number % 100 < 10 ? 'full' : 'community';
  const care = Math.min(0.99, Math.max(0.7, 0.92 + 0.045 * chance.normal()));
  const load = chance.between(0.74, 0.9);
  const counters = type === 'full' ? chance.whole(2, 4) : chance.whole(1, 2);
  const serviceMinutes = chance.between(4.5, 6.5);
  return {
    id,
    zh: `${region.zh.slice(0, 1)}${zh}支行`,
    en: `${region.en.slice(0, -' region'.length)} ${en} Branch`,
    region: region.id,
    type,
    counters,
    // As many as keep the counters busy for the given share of seven hours.
    ticketsPerDay: Math.round((load * counters * 420) / (serviceMinutes + 0.6)),
    preferredShare: type === 'full' ? chance.between(0.06, 0.3) : chance.between(0.02, 0.12),
    serviceMinutes,
    care,
    trend: 0.05 * chance.normal(),
    satisfaction: Math.min(0.985, Math.max(0.85, 0.94 + 0.018 * chance.normal())),
    inviting: Math.min(0.99, Math.max(0.7, 0.92 + 0.06 * chance.normal())),
    answering: Math.min(0.9, Math.max(0.35, 0.62 + 0.1 * chance.normal())),
  };
}
