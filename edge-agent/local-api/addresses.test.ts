import { expect, test } from 'vitest';
import { lanAddresses } from './addresses.ts';

const of = (address: string, family: 'IPv4' | 'IPv6', internal: boolean) =>
  ({ address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as const;
const INTERFACES = {
  lo: [of('127.0.0.1', 'IPv4', true)],
  eth0: [of('10.0.0.5', 'IPv4', false), of('fe80::1', 'IPv6', false)],
  eth1: undefined,
} as Parameters<typeof lanAddresses>[1];

const at = (host: string, port: number, names: readonly string[] = []) =>
  lanAddresses({ host, port, names }, INTERFACES);

test('an agent for this PC only has no address for others, but that of a proxy in front', () => {
  for (const host of ['127.0.0.1', '::1', 'localhost']) expect(at(host, 8081)).toEqual([]);
  expect(at('127.0.0.1', 8081, ['hall.bank.example'])).toEqual(['https://hall.bank.example/pair-screen']);
});

test('an agent on every interface is found at each of its addresses, one on a single address at that', () => {
  expect(at('0.0.0.0', 8081)).toEqual(['http://10.0.0.5:8081/pair-screen']);
  expect(at('fd00::5', 80)).toEqual(['http://[fd00::5]:80/pair-screen']);
});
