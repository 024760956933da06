import type { Direction, Reader } from '#devices/message.ts';
import { createFrameReader } from '#devices/framing/frame-reader.ts';
import type { Profile } from '#devices/framing/profile.ts';

/**
 * Makes the reader of one port. `direction` is the site's word on what the line carries; it decides between frames
 * that look the same in both directions, and defaults to the usual line of the profile.
 */
export function createReader(profile: Profile, port: string, direction: Direction = profile.direction): Reader {
  const { framing } = profile;
  switch (framing.engine) {
    case 'frames':
      return createFrameReader(profile, framing, port, direction);
    case 'escpos':
    case 'boot-keyboard':
      throw new Error(`framing engine ${framing.engine} is not there yet`);
  }
}
