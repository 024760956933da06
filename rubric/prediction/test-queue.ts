import type { WaitingGroup, WaitSample } from './question.ts';

/** Test helper: past waits with everything ordinary except what a test is about, and a made-up queue. */

const DAY_MS = 86_400_000;
const MINUTE = 60_000;

/** Joined a queue of `count` others, all of its own kind and all called before it. */
export function waited(waitMs: number, count = 0, fields: Partial<WaitSample> = {}): WaitSample {
  const issuedAt = fields.issuedAt ?? 0;
  const queue = { service: fields.service ?? 'personal', class: fields.class ?? 'ordinary' };
  return {
    ...queue,
    date: '2026-11-30',
    hour: 9,
    free: false,
    ahead: count === 0 ? [] : [{ ...queue, count }],
    calledBefore: count === 0 ? [] : [count],
    oldestAheadMs: 0,
    ...fields,
    issuedAt,
    calledAt: issuedAt + waitMs,
  };
}

/** Numbers in [0, 1) that look like chance and are the same in every run: a linear congruential generator. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

interface Person {
  readonly class: string;
  readonly issuedAt: number;
  readonly serviceMs: number;
  calledAt: number;
}

/**
 * Days of a hall with two counters and two classes; gold customers are called first. People come at random, more of
 * them around noon, with exponential service times of three minutes.
 */
export function madeUpDays(days: number, seed = 1): readonly WaitSample[] {
  const random = chance(seed);
  return Array.from({ length: days }, (_, day) => madeUpDay(day, random)).flat();
}

function madeUpDay(day: number, random: () => number): readonly WaitSample[] {
  const people = arrivals(day * DAY_MS + 9 * 3_600_000, random);
  callEverybody(people);
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return people.map((person) => sampleOf(person, people, date));
}

function arrivals(opensAt: number, random: () => number): readonly Person[] {
  const people: Person[] = [];
  let at = opensAt;
  while (at < opensAt + 8 * 3_600_000) {
    const isNoon = Math.abs(at - opensAt - 3.5 * 3_600_000) < 1.5 * 3_600_000;
    at += Math.round(-Math.log(1 - random()) * (isNoon ? 1.4 : 1.9) * MINUTE);
    const serviceMs = Math.round(-Math.log(1 - random()) * 3 * MINUTE);
    people.push({ class: random() < 0.2 ? 'gold' : 'ordinary', issuedAt: at, serviceMs, calledAt: NaN });
  }
  return people;
}

function callEverybody(people: readonly Person[]): void {
  const freeAt = [0, 0];
  const waiting = new Set(people);
  while (waiting.size > 0) {
    const counter = freeAt[0]! <= freeAt[1]! ? 0 : 1;
    const first = [...waiting][0]!;
    const at = Math.max(freeAt[counter]!, first.issuedAt);
    const here = [...waiting].filter(({ issuedAt }) => issuedAt <= at);
    const next = here.find((person) => person.class === 'gold') ?? first;
    next.calledAt = at;
    freeAt[counter] = at + next.serviceMs;
    waiting.delete(next);
  }
}

function sampleOf(person: Person, people: readonly Person[], date: string): WaitSample {
  const { issuedAt, calledAt } = person;
  const others = people.filter((other) => other.issuedAt < issuedAt && other.calledAt > issuedAt);
  const groups = [...Map.groupBy(others, (other) => other.class)];
  return {
    service: 'personal',
    class: person.class,
    date,
    hour: new Date(issuedAt).getUTCHours(),
    free: calledAt === issuedAt,
    issuedAt,
    calledAt,
    ahead: groups.map(([group, members]): WaitingGroup => ({
      service: 'personal',
      class: group,
      count: members.length,
    })),
    calledBefore: groups.map(([, members]) => members.filter((other) => other.calledAt <= calledAt).length),
    oldestAheadMs: others.reduce((most, other) => Math.max(most, issuedAt - other.issuedAt), 0),
  };
}
