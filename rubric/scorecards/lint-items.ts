import type { Problem } from '#contract/problems.ts';
import { isJudged } from './card-tree.ts';
import type { Entry, Lint } from './lint.ts';
import { parsePoints } from './points.ts';
import type { Item } from './schema.ts';

/** What is wrong within one item, and with the item on a card of this kind. */
export function itemProblems({ path, value: item }: Entry<Item>, kind: unknown): Lint {
  const at: At = (field, expected, zh) => ({ path: `${path}.${field}`, expected, zh });
  const warnings: Problem[] = [];
  if (item.penaltyAmount !== undefined) {
    warnings.push(
      at('penaltyAmount', 'nothing: fines are kept as imported and never computed with', '扣罚金额仅存档，不参与计算'),
    );
  }
  if (item.diversion === undefined && speaksOfDiversion(item)) {
    warnings.push(
      at(
        'diversion',
        'true where customers are led to self-service: it must not count for elderly ones',
        '涉及分流的项目须勾选“分流项”，老年客户不计',
      ),
    );
  }
  return { errors: [...unscorable(item, at), ...choiceProblems(item, at), ...kindProblems(item, kind, at)], warnings };
}

type At = (field: string, expected: string, zh: string) => Problem;

function unscorable(item: Item, at: At): Problem[] {
  if (!isJudged(item)) return recordOnly(item, at);
  const problems: Problem[] = [];
  const { answer, points, bonus } = item;
  if (bonus === true && points === undefined)
    problems.push(at('points', 'what the bonus is worth', '须填写加分的分值'));
  if (bonus === true && item.veto !== undefined)
    problems.push(at('veto', 'nothing on a bonus item', '加分项不能一票否决'));
  const step = answer.type === 'points' && answer.step !== undefined ? parsePoints(answer.step) : null;
  if (step === 0) problems.push(at('answer.step', 'more than 0', '须大于0'));
  else if (step !== null && points !== undefined && parsePoints(points) % step !== 0) {
    problems.push(at('answer.step', `a step that leads to ${points} points`, `按此步长达不到${points}分`));
  }
  return problems;
}

/** What is only recorded cannot fail. */
function recordOnly(item: Item, at: At): Problem[] {
  const problems: Problem[] = [];
  for (const field of ['points', 'veto', 'bonus'] as const) {
    if (item[field] === undefined) continue;
    problems.push(
      at(field, `nothing: this ${item.answer.type} has nothing to be judged by`, '只作记录的项目不能有此项'),
    );
  }
  if (item.evidenceOnFail)
    problems.push(at('evidenceOnFail', 'false: what is only recorded cannot fail', '只作记录的项目不会不合格'));
  return problems;
}

function choiceProblems(item: Item, at: At): Problem[] {
  if (item.answer.type !== 'choice') return [];
  const { options } = item.answer;
  const problems: Problem[] = [];
  options.forEach(({ id }, index) => {
    if (options.findIndex((other) => other.id === id) < index) {
      problems.push(
        at(`answer.options.${String(index)}.id`, `an id of its own, "${id}" is taken`, `编号“${id}”已被使用`),
      );
    }
  });
  if (!isJudged(item)) return problems;
  if (item.points === undefined) problems.push(at('points', 'what the best option is worth', '须填写最佳选项的分值'));
  const most = item.points === undefined ? Infinity : parsePoints(item.points);
  options.forEach(({ points }, index) => {
    if (points === undefined || parsePoints(points) > most) {
      problems.push(
        at(
          `answer.options.${String(index)}.points`,
          `points up to ${item.points ?? 'those of the item'}`,
          `不超过项目分值${item.points ?? ''}`,
        ),
      );
    }
  });
  return problems;
}

function kindProblems(item: Item, kind: unknown, at: At): Problem[] {
  const problems: Problem[] = [];
  if (kind === 'profile') {
    if (item.answer.type !== 'points')
      problems.push(at('answer.type', '"points": a profile is made of measured values', '分项得分表的项目须为“打分”'));
    if (item.points === undefined) problems.push(at('points', 'the maximum of the dimension', '须填写该分项的满分'));
  }
  if (kind === 'role-deduction') {
    if (item.bonus === true)
      problems.push(at('bonus', 'nothing: points are only taken off per role', '分岗位扣分表没有加分项'));
  } else if (item.roles !== undefined) {
    problems.push(at('roles', 'nothing: only role-deduction cards have a cell per role', '只有分岗位扣分表按岗位分列'));
  }
  return problems;
}

function speaksOfDiversion({ title, criterion }: Item): boolean {
  const words = [title, criterion].map((text) => `${text?.zh ?? ''} ${text?.en ?? ''}`).join(' ');
  return /分流|\bdiver(?:t|sion)/i.test(words);
}
