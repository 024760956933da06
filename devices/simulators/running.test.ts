import { describe, expect, test } from 'vitest';
import { VirtualClock } from '#contract/clock.ts';
import { FaultInjector } from './faults.ts';
import { BY_HAND, demoSite, NINE } from './hall-bench.ts';
import { createHallSimulator } from './hall-simulator.ts';
import { runSimulation } from './running.ts';
import { scenarioOf } from './scenario.ts';

describe('running by a clock', () => {
  const start = (faults: FaultInjector | null, days: number | null = null) => {
    const clock = new VirtualClock(NINE);
    const hall = createHallSimulator({ site: demoSite(), startAt: NINE, scenario: scenarioOf({ ...BY_HAND, days }) });
    const delivered: [number, number][] = [];
    let ended = 0;
    const running = runSimulation({
      hall,
      clock,
      faults,
      deliver: (record) => delivered.push([clock.now(), record.at]),
      onEnd: () => ended++,
    });
    return { clock, delivered, running, ended: () => ended };
  };

  test('every chunk is delivered at its own time, also after a hand action', () => {
    const { clock, delivered, running } = start(null);
    clock.advance(500);
    running.act((hall) => hall.press('1', 'call'));
    clock.advance(2_000);
    expect(delivered.length).toBeGreaterThanOrEqual(3);
    expect(delivered.every(([deliveredAt, at]) => deliveredAt === at)).toBe(true);
    running.stop();
    running.act((hall) => hall.press('1', 'call'));
  });

  test('chunks held back by faults come when they are due', () => {
    const { clock, delivered, running } = start(new FaultInjector({ split: 1 }, 1));
    running.act((hall) => hall.press('1', 'call'));
    clock.advance(2_000);
    expect(delivered.length).toBeGreaterThanOrEqual(6);
    expect(delivered.every(([deliveredAt, at]) => deliveredAt === at)).toBe(true);
  });

  test('the end of the simulated days is told', () => {
    const { clock, ended } = start(null, 1);
    clock.advance(8 * 3_600_000);
    expect(ended()).toBe(0);
    clock.advance(2 * 3_600_000);
    expect(ended()).toBe(1);
  });
});
