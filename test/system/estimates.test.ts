import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, run } from '../setup/run.ts';

interface Report {
  readonly evaluation: {
    readonly methods: readonly { readonly method: string; readonly n: number; readonly meanAbsErrorMs: number }[];
    readonly band: { readonly judged: number; readonly hits: number; readonly withheld: number };
    readonly littleData: number;
  };
}

const file = join(ROOT, '..', 'shared', 'data', 'anonymous-bank-1999-01.tsv');
const isHere = existsSync(file);
if (!isHere) console.log(`Wait estimates are not judged on the recorded month: ${file} is not on this machine.`);

test.runIf(isHere)(
  'on the recorded January the estimates are nearer than last customer and hour mean, and the band holds four of five',
  async () => {
    const learn = ['--learn', '1999-01-01..1999-01-15', '--test', '1999-01-16..1999-01-31'];
    const args = ['run', '-s', 'estimates', '--', file, ...learn, '--types', 'PS,PE,NW,TT', '--json'];
    const { code, stdout } = await run('npm', args);
    expect(code).toBe(0);
    const { methods, band, littleData } = (JSON.parse(stdout) as Report).evaluation;
    const maeS = (method: string): number => methods.find((each) => each.method === method)!.meanAbsErrorMs / 1_000;
    expect(methods.map(({ n }) => n)).toEqual(methods.map(() => 5_728));
    expect(littleData).toBe(0);
    expect(maeS('place-1')).toBeLessThanOrEqual(42);
    expect(maeS('place-1') / maeS('last-customer')).toBeLessThanOrEqual(0.76);
    expect(Math.abs(maeS('last-customer') - 55.2)).toBeLessThan(0.5);
    expect(Math.abs(maeS('hour-mean') - 50.4)).toBeLessThan(0.5);
    expect(Math.abs(maeS('training-mean') - 50.6)).toBeLessThan(0.5);
    expect(band.hits / band.judged).toBeGreaterThanOrEqual(0.75);
    expect(band.hits / band.judged).toBeLessThanOrEqual(0.85);
    expect(band.withheld).toBeLessThan(100);
  },
  60_000,
);
