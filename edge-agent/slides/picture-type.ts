export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

/** By the first bytes, whatever the file is called; null for anything else. */
export function pictureType(bytes: Buffer): PictureType | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : null;
}

function startsWith(bytes: Buffer, head: readonly number[]): boolean {
  return bytes.length > head.length && head.every((byte, index) => bytes[index] === byte);
}
