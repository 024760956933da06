import { expect, test } from 'vitest';
import type { HallConfig } from '#contract/local-api.ts';
import { SAMPLE_HALL } from '../shared/sample-hall.ts';
import { namesOf } from './names.ts';

const HALL = {
  ...SAMPLE_HALL,
  counters: [
    ...Array.from({ length: 12 }, (_, index) => ({
      id: `${index + 1}`,
      name: { zh: `${index + 1}号窗口`, en: `Counter ${index + 1}` },
    })),
    { id: 'vip', name: { zh: '贵宾窗口', en: 'VIP counter' } },
  ],
} as unknown as HallConfig;

test('a queue is named by service and class, or by the service alone', () => {
  expect(namesOf(HALL, 'zh').queue('personal', 'gold')).toBe('个人业务·金卡客户');
  expect(namesOf(HALL, 'en').queue('personal', 'gold')).toBe('Personal banking, Gold');
  expect(namesOf(HALL, 'zh').queue('personal', null)).toBe('个人业务');
});

test('what the configuration does not know keeps its id', () => {
  const names = namesOf(HALL, 'zh');
  expect([names.counter('99'), names.queue('loans', 'diamond')]).toEqual(['99', 'loans·diamond']);
});

test.each([
  [['1', '2', '3'], '1–3号窗口', 'Counters 1–3'],
  [['1', '3'], '1号窗口、3号窗口', 'Counter 1, Counter 3'],
  [['1', '2', '4', 'vip'], '1–2号窗口、4号窗口、贵宾窗口', 'Counters 1–2, Counter 4, VIP counter'],
  [['vip', 'vip'], '贵宾窗口、贵宾窗口', 'VIP counter, VIP counter'],
  [[], '', ''],
  [
    ['1', '3', '5', '7', '9', '11'],
    '1号窗口、3号窗口、5号窗口、7号窗口等 6 个窗口',
    'Counter 1, Counter 3, Counter 5, Counter 7 and 2 more',
  ],
])('counters %j are drawn together', (ids, zh, en) => {
  expect([namesOf(HALL, 'zh').counters(ids), namesOf(HALL, 'en').counters(ids)]).toEqual([zh, en]);
});

test('very long names are cut in their middle for sentences, and stand whole on their own', () => {
  const long = {
    zh: '面向小微企业及个体工商户的综合金融服务4号窗口',
    en: 'Comprehensive services for small enterprises, counter 4',
  };
  const hall = { ...HALL, services: { personal: long }, counters: [{ id: '4', name: long }] } as unknown as HallConfig;
  const names = namesOf(hall, 'zh');
  expect(names.queue('personal', 'gold')).toBe('面向小微企业及个…务4号窗口·金卡客户');
  expect(names.counter('4')).toBe('面向小微企业及个…务4号窗口');
  expect(names.service('personal')).toBe(long.zh);
  expect(namesOf(hall, 'en').counter('4')).toBe('Comprehensive se…, counter 4');
});

test('counters with long names still run together', () => {
  const counters = ['1', '2', '3'].map((id) => ({
    id,
    name: { zh: `综合业务及外汇及跨境结算业务${id}号窗口`, en: 'x' },
  }));
  const names = namesOf({ ...HALL, counters } as unknown as HallConfig, 'zh');
  expect(names.counters(['1', '2', '3'])).toBe('综合业务及外汇及…务1–3号窗口');
});
