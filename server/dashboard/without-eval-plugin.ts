import type { Plugin } from 'vite';

/** Where zod keeps its settings. */
const SETTINGS = /\/zod\/v4\/core\/core\.js$/;

/**
 * Schemas compile code for speed where they may. The policy of our pages forbids that, and even asking is an error on
 * their console; so it is switched off before the first schema is made, however the build cuts the code into files.
 */
export function withoutEval(): Plugin {
  let isDone = false;
  return {
    name: 'hallmeter:without-eval',
    apply: 'build',
    transform(code, id) {
      if (!SETTINGS.test(id)) return null;
      if (!code.includes('export const globalConfig')) throw new Error('zod keeps its settings elsewhere now');
      isDone = true;
      return { code: `${code}\nglobalConfig.jitless = true;\n`, map: null };
    },
    buildEnd(error) {
      if (error === undefined && !isDone) throw new Error('zod is not where it was, or no page needs it any more');
    },
  };
}
