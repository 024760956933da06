import type { z } from 'zod';
import { problemsOf, type Problem } from '#contract/problems.ts';

/** All problems of a failed parse, in both languages: those who write scorecards and weights are no technicians. */
export function shapeProblems(error: z.ZodError): readonly Problem[] {
  const problems = problemsOf(error);
  return error.issues.map((issue, index) => ({ ...problems[index]!, zh: zhOf(issue) }));
}

/** Messages of our own schemas. */
const OWN: Readonly<Record<string, string>> = {
  '1–32 characters of a–z, 0–9 and "-"': '小写字母、数字和“-”，1至32个字符',
  'points as text, like "2" or "0.5", at most three decimals': '分值，如“2”或“0.5”，最多三位小数',
  'not before "from"': '不早于启用日期',
  'a percentage up to "100"': '不超过100的百分比',
  'at most two decimals': '最多两位小数',
  'another value than the floor': '与起点不同的值',
};

function zhOf(issue: z.core.$ZodIssue): string {
  return OWN[issue.message] ?? wordsOf(issue) ?? '此处的内容不符合要求';
}

function wordsOf(issue: z.core.$ZodIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? '必填' : '此处的内容类型不对';
    case 'too_small':
      return issue.origin === 'string' ? '必填' : `不少于 ${String(issue.minimum)}`;
    case 'too_big':
      return `不超过 ${String(issue.maximum)}${issue.origin === 'string' ? ' 个字符' : ''}`;
    case 'unrecognized_keys':
      return `没有这些栏目：${issue.keys.join('、')}`;
    case 'invalid_format':
      return issue.format === 'date' ? '日期，如 2026-01-31' : null;
    default:
      return issue.code === 'invalid_value' || issue.code === 'invalid_union' ? '须从列出的值中选择' : null;
  }
}
