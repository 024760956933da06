import type { z } from 'zod';

/** One thing wrong with an input: where, and what was expected there. */
export interface Problem {
  /** Dotted path into the input, "(root)" for the whole. */
  readonly path: string;
  readonly expected: string;
  /** The same in Chinese, where people who are no technicians read it. */
  readonly zh?: string;
}

/** All problems of a failed zod parse at once, in the order of the input. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  return error.issues.map((issue) => ({
    path: issue.path.length === 0 ? '(root)' : issue.path.map(String).join('.'),
    expected: issue.message,
  }));
}

/** One line per problem, for logs and terminals. */
export function formatProblems(what: string, problems: readonly Problem[]): string {
  return [`${what}: ${problems.length} problem(s)`, ...problems.map((p) => `  ${p.path}: ${p.expected}`)].join('\n');
}
