import type { CaptureRecord } from '#devices/capture/capture.ts';
import { createReader } from '#devices/framing/reader.ts';
import type { Reader, ReaderOutput } from '#devices/message.ts';
import { loadProfile } from '#devices/profiles/load.ts';
import type { Site } from '#devices/sites/site.ts';

/** After the last chunk, this much silence completes whatever was left open. */
const SILENCE_MS = 60_000;

/** Feeds recorded chunks to one reader, letting its time-outs pass in between. */
export function decodePort(reader: Reader, records: readonly CaptureRecord[]): readonly ReaderOutput[] {
  const outputs: ReaderOutput[] = [];
  for (const record of records) {
    outputs.push(...passTimeOuts(reader, record.at), ...reader.push(record.bytes, record.at));
  }
  const end = records.at(-1)?.at ?? 0;
  return [...outputs, ...passTimeOuts(reader, end + SILENCE_MS)];
}

/** What a capture says on the ports of a site, in the order in which it was heard; unknown ports are counted. */
export class CaptureDecoder {
  readonly #readers = new Map<string, Reader>();
  /** Chunks per port that the site does not list. */
  readonly unknownPorts = new Map<string, number>();

  constructor(site: Site) {
    for (const { id, profile, direction } of site.ports) {
      this.#readers.set(id, createReader(loadProfile(profile), id, direction));
    }
  }

  push(record: CaptureRecord): readonly ReaderOutput[] {
    const reader = this.#readers.get(record.port);
    if (reader === undefined) {
      this.unknownPorts.set(record.port, (this.unknownPorts.get(record.port) ?? 0) + 1);
      return [];
    }
    return [...this.tick(record.at), ...reader.push(record.bytes, record.at)];
  }

  tick(now: number): readonly ReaderOutput[] {
    return [...this.#readers.values()].flatMap((reader) => [...passTimeOuts(reader, now)]);
  }

  /** Completes whatever the last chunk, at `lastAt`, left open. */
  end(lastAt: number): readonly ReaderOutput[] {
    return this.tick(lastAt + SILENCE_MS);
  }
}

function* passTimeOuts(reader: Reader, now: number): Generator<ReaderOutput> {
  for (let due = reader.deadline(); due !== null && due <= now;) {
    yield* reader.tick(due);
    const next = reader.deadline();
    // A reader that stays due at the same time has said all it has to say.
    due = next === due ? null : next;
  }
}
