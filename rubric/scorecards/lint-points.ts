import type { Problem } from '#contract/problems.ts';
import { childrenOf, itemsOf, lacksPoints, rolesOf } from './card-tree.ts';
import type { Lint } from './lint.ts';
import { formatPoints } from './format-points.ts';
import { parsePoints, type Thousandths } from './points.ts';
import { takesOff, type Scorecard, type Section } from './schema.ts';

/** Bases, roles and items that have no points. */
export function worthProblems(card: Scorecard): Lint {
  const { errors, warnings } = baseProblems(card);
  return { errors, warnings: [...undefinedItems(card), ...warnings] };
}

/** Whether points add up to what is printed for the whole. Expects references that are sound. */
export function sumsProblems(card: Scorecard): Lint {
  const lints = [
    ...card.sections.map((section, index) =>
      sumProblems({
        path: `sections.${String(index)}`,
        whole: section,
        parts: partsOf(card, section.id),
        parent: card.sections.find(({ id }) => id === section.parent),
      }),
    ),
    sumProblems({ path: '', whole: card, parts: sumUp(childrenOf(card, undefined).map((top) => worthOf(card, top))) }),
  ];
  return { errors: lints.flatMap((lint) => lint.errors), warnings: lints.flatMap((lint) => lint.warnings) };
}

function baseProblems(card: Scorecard): Lint {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  if (takesOff(card.kind)) {
    if (card.base === undefined) {
      const expected = 'points to take off from; without them there is no share and no grade';
      warnings.push({ path: 'base', expected, zh: '未定基础分，因此没有得分率和等级' });
    }
  } else if (card.base !== undefined) {
    errors.push({ path: 'base', expected: 'nothing: only deduction cards have a base', zh: '只有扣分制有基础分' });
  }
  if (card.kind === 'role-deduction' && card.roles.length === 0) {
    errors.push({ path: 'roles', expected: 'at least one role', zh: '至少一个岗位' });
  }
  return { errors, warnings };
}

function undefinedItems(card: Scorecard): readonly Problem[] {
  return card.items.flatMap((item, index) =>
    lacksPoints(card.kind, item)
      ? [
          {
            path: `items.${String(index)}.points`,
            expected: `points; "${item.id}" counts for nothing until they are set`,
            zh: '未定分值，暂不计分',
          },
        ]
      : [],
  );
}

interface Parts {
  readonly sum: Thousandths;
  /** How many have no points. */
  readonly unknown: number;
}

function sumUp(parts: readonly (Thousandths | null)[]): Parts {
  return {
    sum: parts.reduce<number>((sum, part) => sum + (part ?? 0), 0),
    unknown: parts.filter((part) => part === null).length,
  };
}

function partsOf(card: Scorecard, section: string): Parts {
  const items = itemsOf(card, section).filter((item) => item.bonus !== true);
  return sumUp([
    ...items.flatMap((item) => {
      if (item.points !== undefined) return parsePoints(item.points) * rolesOf(card, item).length;
      return lacksPoints(card.kind, item) ? null : [];
    }),
    ...childrenOf(card, section).map((child) => worthOf(card, child)),
  ]);
}

/** What a section is worth; null when neither it nor all its parts say so. */
function worthOf(card: Scorecard, section: Section): Thousandths | null {
  if (section.points !== undefined) return parsePoints(section.points);
  if (section.parts === 'partly-known') return null;
  const parts = partsOf(card, section.id);
  return parts.unknown === 0 ? parts.sum : null;
}

interface Whole {
  readonly path: string;
  readonly whole: Pick<Section, 'points' | 'parts'>;
  readonly parts: Parts;
  readonly parent?: Section | undefined;
}

function sumProblems({ path, whole, parts, parent }: Whole): Lint {
  if (whole.points === undefined) return { errors: [], warnings: [] };
  const at = path === '' ? 'points' : `${path}.points`;
  const points = parsePoints(whole.points);
  const errors: Problem[] = [];
  if (parent?.points !== undefined && points > parsePoints(parent.points)) {
    const expected = `no more than the ${parent.points} of the section around it`;
    errors.push({ path: at, expected, zh: `不超过上级部分的${parent.points}分` });
  }
  const isOpen = parts.unknown > 0 || whole.parts === 'partly-known';
  if (parts.sum > points ? whole.parts !== 'may-exceed' : parts.sum < points && !isOpen) {
    const sum = formatPoints(parts.sum);
    errors.push({ path: at, expected: `${sum}, to which the parts add up`, zh: `与各部分之和${sum}不符` });
  }
  if (!isOpen || parts.sum > points) return { errors, warnings: [] };
  const known = `parts for all ${whole.points} points; ${formatPoints(parts.sum)} are known`;
  const zh = `共${whole.points}分，已知${formatPoints(parts.sum)}分`;
  return { errors, warnings: [{ path: at, expected: known, zh }] };
}
