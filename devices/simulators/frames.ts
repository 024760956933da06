import { encodeCommand } from '#devices/framing/encode.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { Site } from '#devices/sites/site.ts';

/** Bytes of a named command of the profile that stands at a port; throws on an unknown port or command. */
export type FrameEncoder = (
  port: string,
  command: string,
  args: Readonly<Record<string, number | string>>,
) => Uint8Array;

/** All simulated bytes come from the profiles, so that a profile and its simulator cannot drift apart. */
export function frameEncoder(site: Site): FrameEncoder {
  const profiles = new Map(site.ports.map((port) => [port.id, loadProfile(port.profile)]));
  return (port, command, args) => {
    const profile = profiles.get(port);
    if (profile === undefined)
      throw new Error(`no port "${port}" in the site, it has ${[...profiles.keys()].join(', ')}`);
    return encodeCommand(profile, command, args);
  };
}
