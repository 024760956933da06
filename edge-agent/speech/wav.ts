/**
 * A program that writes WAV into a pipe cannot go back and fill in the lengths at its beginning: espeak-ng leaves
 * 0x7FFFF024 there, which some players take at its word. Returns the sound with true lengths, null when it is no PCM
 * WAV. Source: Multimedia Programming Interface and Data Specifications 1.0, RIFF WAVE.
 */
export function repairWav(bytes: Buffer): Buffer | null {
  if (bytes.length < 44 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    return null;
  }
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === 'data') return withLengths(bytes, at + 8, length);
    // Chunks begin at even offsets.
    at += 8 + length + (length % 2);
  }
  return null;
}

function withLengths(bytes: Buffer, dataAt: number, said: number): Buffer | null {
  const length = Math.min(said, bytes.length - dataAt);
  if (length === 0) return null;
  const whole = Buffer.from(bytes.subarray(0, dataAt + length));
  whole.writeUInt32LE(whole.length - 8, 4);
  whole.writeUInt32LE(length, dataAt - 4);
  return whole;
}
