import { describe, expect, test } from 'vitest';
import { demoSite, NINE } from './hall-bench.ts';
import { createHallSimulator } from './hall-simulator.ts';
import { parseScenario, scenarioOf } from './scenario.ts';

describe('scenarios', () => {
  test('an empty one is a busy ordinary day', () => {
    expect(parseScenario('{}')).toEqual({ ok: true, scenario: scenarioOf() });
    expect(scenarioOf().arrivals.openingCrowd).toBe(12);
  });

  test('mistakes are all named with their path', () => {
    const parsed = parseScenario('{"ratings":{"withheld":2},"hosts":{},"tellers":{"counters":{"1":{"staff":"x"}}}}');
    expect(parsed.ok ? '' : parsed.message).toMatch(/3 problem[\s\S]*ratings\.withheld[\s\S]*staff/);
    expect(parseScenario('{')).toMatchObject({ ok: false, message: expect.stringContaining('not JSON') });
  });

  test('tellers withhold, customers keep silent, as the scenario says', () => {
    const day = (ratings: object): readonly string[] => {
      const scenario = scenarioOf({ days: 1, ratings });
      const hall = createHallSimulator({ site: demoSite(), startAt: NINE, scenario });
      hall.step(NINE + 3_600_000);
      return hall.truth().map((entry) => entry.what);
    };
    expect(day({ withheld: 1 })).not.toContain('invited');
    expect(day({ withheld: 1 })).toContain('finished');
    expect(day({ response: 0 })).not.toContain('rated');
    expect(day({ response: 0 })).toContain('expired');
  });

  test('a counter takes only its services', () => {
    const counters = { '1': { services: ['wealth'] }, '2': { services: ['personal', 'corporate'] } } as const;
    const scenario = scenarioOf({
      tellers: { counters: { ...counters, '3': counters['2'], '4': counters['2'] } as never },
    });
    const hall = createHallSimulator({ site: demoSite(), startAt: NINE, scenario });
    hall.step(NINE + 3 * 3_600_000);
    const called = hall.truth().flatMap((entry) => (entry.what === 'called' ? [entry] : []));
    expect(new Set(called.filter(({ counter }) => counter === '1').map(({ ticket }) => ticket[0]))).toEqual(
      new Set(['V']),
    );
    expect(called.filter(({ counter, ticket }) => counter !== '1' && ticket.startsWith('V'))).toEqual([]);
  });
});
