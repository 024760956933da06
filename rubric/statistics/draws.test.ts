import { expect, test } from 'vitest';
import { betaMean } from './beta.ts';
import { drawBeta, drawNormal } from './draws.ts';
import { seededUnit, seedFor } from './random.ts';
import { mean, standardDeviation } from './summary.ts';

const MANY = 200_000;

test('normal draws have mean 0, deviation 1 and 2.5 % beyond 1.96', () => {
  const unit = seededUnit(11);
  const drawn = Array.from({ length: MANY }, () => drawNormal(unit));
  expect(Math.abs(mean(drawn)!)).toBeLessThan(0.01);
  expect(Math.abs(standardDeviation(drawn)! - 1)).toBeLessThan(0.01);
  expect(Math.abs(drawn.filter((z) => z > 1.96).length / MANY - 0.025)).toBeLessThan(0.002);
});

test('the ends of a stream give finite draws', () => {
  expect(drawNormal(() => 0)).toBe(-drawNormal(() => 1 - 2 ** -32));
  expect(drawNormal(() => 0)).toBeCloseTo(-4.3249, 4);
});

test.each([
  [28, 3],
  [0.4, 0.7],
  [1, 1],
  [600, 40],
])('draws of Beta(%f, %f) have its mean and spread', (a, b) => {
  const unit = seededUnit(a * 1000 + b);
  const drawn = Array.from({ length: MANY }, () => drawBeta({ a, b }, unit));
  const spread = Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1)));
  expect(Math.abs(mean(drawn)! - betaMean({ a, b })) / spread).toBeLessThan(0.01);
  expect(Math.abs(standardDeviation(drawn)! / spread - 1)).toBeLessThan(0.015);
  expect(drawn.every((x) => x >= 0 && x <= 1)).toBe(true);
});

test('names that differ in one letter get streams of their own, and a seed changes all of them', () => {
  const seeds = Array.from({ length: 2000 }, (_, n) => [seedFor(`branch-${n}`, 1), seedFor(`branch-${n}`, 2)]).flat();
  expect(new Set(seeds).size).toBe(seeds.length);
  expect(seedFor('branch-1', 1)).toBe(seedFor('branch-1', 1));
});
