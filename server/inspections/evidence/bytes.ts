/** Reading numbers and text out of files of strangers: whatever lies beyond the end is null, never a throw. */

export function ascii(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

export function uint16(bytes: Uint8Array, at: number): number | null {
  return at + 2 > bytes.length ? null : bytes[at]! * 256 + bytes[at + 1]!;
}

export function uint32(bytes: Uint8Array, at: number): number | null {
  return at + 4 > bytes.length ? null : new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
}

export function uint32Little(bytes: Uint8Array, at: number): number | null {
  return at + 4 > bytes.length ? null : new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
}
