import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { isLoopbackAddress, reachableHost } from './origin-check.ts';

export interface Reach {
  /** Address that is bound. */
  readonly host: string;
  readonly port: number;
  /** Configured names of this PC. */
  readonly names: readonly string[];
}

/** Where a device elsewhere in the branch opens the page on which it enters its code; none when it cannot. */
export function lanAddresses({ host, port, names }: Reach, interfaces = networkInterfaces()): readonly string[] {
  // Others reach an agent on loopback only through the TLS proxy that has these names.
  if (host === 'localhost' || isLoopbackAddress(host)) return names.map((name) => `https://${name}/pair-screen`);
  const hosts = host === '0.0.0.0' || host === '::' ? outside(interfaces) : [reachableHost(host)];
  return hosts.slice(0, 16).map((each) => `http://${each}:${port}/pair-screen`);
}

/** People type it, so IPv4 only. */
function outside(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): readonly string[] {
  return Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}
