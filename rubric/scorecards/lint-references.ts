import type { Problem } from '#contract/problems.ts';
import type { Draft, Entry } from './lint.ts';
import type { Item, Section } from './schema.ts';
import { wayUp } from './card-tree.ts';
import { gradeProblems } from './grades.ts';

/** Ids that clash, names that lead nowhere, sections in a circle, bonus without a cap, grades out of order. */
export function referenceProblems(draft: Draft): readonly Problem[] {
  return [
    ...(['sections', 'items', 'roles', 'grades'] as const).flatMap((list) => doubled(list, draft.ids[list])),
    ...draft.sections.flatMap((entry) => sectionReferences(entry, draft)),
    ...draft.items.flatMap((entry) => itemReferences(entry, draft)),
    // Their order can be judged only when all of them can be read.
    ...(draft.grades.length < draft.ids.grades.length ? [] : gradeProblems(draft.grades)),
  ];
}

/** Ids that an earlier entry of the list has. */
export function doubled(list: string, ids: readonly unknown[]): readonly Problem[] {
  return ids.flatMap((id, index) =>
    typeof id === 'string' && ids.indexOf(id) < index
      ? [
          {
            path: `${list}.${String(index)}.id`,
            expected: `an id of its own, "${id}" is taken`,
            zh: `编号“${id}”已被使用`,
          },
        ]
      : [],
  );
}

function sectionReferences({ path, value: { id, parent } }: Entry<Section>, draft: Draft): Problem[] {
  if (parent === undefined) return [];
  if (!draft.ids.sections.includes(parent)) {
    return [
      { path: `${path}.parent`, expected: `the id of a section, there is no "${parent}"`, zh: `没有部分“${parent}”` },
    ];
  }
  if (!isCircular(draft, id)) return [];
  return [
    { path: `${path}.parent`, expected: `no circle: "${id}" lies within itself`, zh: '部分不能归入自身或其下级' },
  ];
}

/** Comes back to itself. Who only hangs below a circle is not reported as well. */
function isCircular(draft: Draft, id: string): boolean {
  const parents = new Map(draft.sections.map(({ value }) => [value.id, value.parent]));
  const seen = new Set<string>();
  let next = parents.get(id);
  while (next !== undefined && !seen.has(next)) {
    if (next === id) return true;
    seen.add(next);
    next = parents.get(next);
  }
  return false;
}

function itemReferences({ path, value: item }: Entry<Item>, draft: Draft): Problem[] {
  const { ids } = draft;
  const problems: Problem[] = [];
  const known = (list: 'sections' | 'roles' | 'grades', id: string | undefined, at: string): void => {
    if (id === undefined || ids[list].includes(id)) return;
    problems.push({ path: `${path}.${at}`, expected: `one of the ${list}, there is no "${id}"`, zh: `不存在“${id}”` });
  };
  known('sections', item.section, 'section');
  known('roles', item.responsibleRole, 'responsibleRole');
  known('grades', item.veto?.capsAt, 'veto.capsAt');
  item.roles?.forEach((role, index) => known('roles', role, `roles.${String(index)}`));
  if (item.roles !== undefined && new Set(item.roles).size < item.roles.length) {
    problems.push({ path: `${path}.roles`, expected: 'each role once', zh: '每个岗位只列一次' });
  }
  if (item.bonus === true && !draft.hasBonusCap) {
    const way = wayUp(
      draft.sections.map((entry) => entry.value),
      item.section,
    );
    if (!(way ?? []).some((section) => section.bonusCap !== undefined)) {
      const expected = 'a bonusCap on the card or on a section around it';
      problems.push({ path: `${path}.bonus`, expected, zh: '须在评分表或上级部分设加分上限' });
    }
  }
  return problems;
}
