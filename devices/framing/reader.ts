import type { Direction, Reader } from '#devices/message.ts';
import { createKeypadReader } from '#devices/framing/boot-keyboard.ts';
import { createJobReader } from '#devices/framing/escpos-job.ts';
import { createStatusReader } from '#devices/framing/escpos-status.ts';
import { createFrameReader } from '#devices/framing/frame-reader.ts';
import type { Profile } from '#devices/framing/profile.ts';

/**
 * Makes the reader of one port. `direction` is the site's word on what the line carries; it decides between frames
 * that look the same in both directions, and defaults to the usual line of the profile.
 */
export function createReader(profile: Profile, port: string, direction: Direction = profile.direction): Reader {
  const { framing } = profile;
  if (framing.engine === 'frames') return createFrameReader(profile, framing, port, direction);
  if (framing.engine === 'boot-keyboard') return createKeypadReader(framing, port);
  return direction === 'from-device' ? createStatusReader(framing, port) : createJobReader(framing, port);
}
