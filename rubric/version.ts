/** Version of every definition in this folder. Raised whenever the same events would give another figure. */
export const RUBRIC_VERSION = '1.1.0';
