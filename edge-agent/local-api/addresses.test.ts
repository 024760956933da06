import { expect, test } from 'vitest';
import { lanAddresses } from './addresses.ts';

const of = (address: string, family: 'IPv4' | 'IPv6', internal: boolean) =>
  ({ address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as const;
const INTERFACES = {
  lo: [of('127.0.0.1', 'IPv4', true)],
  eth0: [of('10.0.0.5', 'IPv4', false), of('fe80::1', 'IPv6', false)],
  eth1: undefined,
} as Parameters<typeof lanAddresses>[2];

test('an agent for this PC only has no address for others', () => {
  for (const bound of ['127.0.0.1', '::1', 'localhost']) expect(lanAddresses(bound, 8081, INTERFACES)).toEqual([]);
});

test('an agent on every interface is found at each of its addresses, one on a single address at that', () => {
  expect(lanAddresses('0.0.0.0', 8081, INTERFACES)).toEqual(['http://10.0.0.5:8081/pair-screen']);
  expect(lanAddresses('fd00::5', 80, INTERFACES)).toEqual(['http://[fd00::5]:80/pair-screen']);
});
