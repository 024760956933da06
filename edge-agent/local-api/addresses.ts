import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { isLoopbackAddress, reachableHost } from './origin-check.ts';

/** Where a device elsewhere in the branch opens the page on which it enters its code; none when it cannot. */
export function lanAddresses(bound: string, port: number, interfaces = networkInterfaces()): readonly string[] {
  if (bound === 'localhost' || isLoopbackAddress(bound)) return [];
  const hosts = bound === '0.0.0.0' || bound === '::' ? outside(interfaces) : [reachableHost(bound)];
  return hosts.slice(0, 16).map((host) => `http://${host}:${port}/pair-screen`);
}

/** People type it, so IPv4 only. */
function outside(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): readonly string[] {
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
