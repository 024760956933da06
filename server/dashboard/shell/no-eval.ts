/**
 * The page's security policy forbids making code from text. The library that checks scorecards would try, and the
 * browser would report it; it reads this before any lazy page is loaded.
 */
export function forbidEval(): void {
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
}
