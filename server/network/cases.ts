import type { Tables } from '../store/tables.ts';
import type { NetworkBranch } from './branches.ts';
import { businessDays } from './business-days.ts';
import { dateAfter } from '../inspections/planning/quarter.ts';
import { chanceOf } from './random.ts';

const COMPLAINTS: readonly string[] = ['等候时间过长', '柜员态度', '业务解释不清', '自助设备故障', '手续费争议'];
const PROBLEMS: readonly string[] = ['利率牌未更新', '便民设施不足', '等候区座椅破损', '宣传折页过期', '碎纸机故障'];
const ANSWER_DAYS = 15;
const REPAIR_DAYS = 30;

/** Complaints and problems to be put right that came up at one branch in [from, to), as they stand today. */
export function casesOf(
  branch: NetworkBranch,
  {
    from,
    to,
    today,
    seed,
  }: { readonly from: string; readonly to: string; readonly today: string; readonly seed: number },
): readonly Tables['service_case'][] {
  const chance = chanceOf(`cases ${branch.id} ${from}`, seed);
  const cases: Tables['service_case'][] = [];
  for (const date of businessDays(from, to)) {
    for (const kind of ['complaint', 'rectification'] as const) {
      if (date >= today || !chance.happens((1.15 - branch.care) * 0.12)) continue;
      const dueOn = dateAfter(date, kind === 'complaint' ? ANSWER_DAYS : REPAIR_DAYS);
      const inTime = chance.happens(branch.care);
      const settledOn = dateAfter(inTime ? date : dueOn, chance.whole(2, inTime ? ANSWER_DAYS - 1 : 12));
      cases.push({
        branch: branch.id,
        id: `${kind}-${date}`,
        kind,
        title: chance.one(kind === 'complaint' ? COMPLAINTS : PROBLEMS),
        opened_on: date,
        due_on: dueOn,
        settled_on: settledOn < today ? settledOn : null,
      });
    }
  }
  return cases;
}
