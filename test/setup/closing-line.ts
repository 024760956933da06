import type { Reporter } from 'vitest/node';

/** Ends a run with the plain line "N passed, N failed" (and skipped, if any), for whatever reads the log. */
export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
      for (const module of modules) {
        const own = [...module.children.allTests()];
        for (const test of own) counts[test.result().state] += 1;
        // A file that could not be loaded or set up has no failed test of its own, and is one failure.
        const isBlamed = own.some((test) => test.result().state === 'failed');
        if (module.state() === 'failed' && !isBlamed) counts.failed += 1;
      }
      const skipped = counts.skipped + counts.pending;
      // After the summary of the default reporter, which is written in the same turn.
      process.once('exit', () =>
        console.log(`${counts.passed} passed, ${counts.failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`),
      );
    },
  };
}
