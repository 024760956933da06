import type { Reader, ReaderOutput } from '#devices/message.ts';

/** A stream that tells its listener what it finds while bytes or time come in. */
interface Stream {
  push(chunk: Uint8Array, at: number): void;
  tick(now: number): void;
  deadline(): number | null;
}

/** Makes a reader of a stream: what the stream emits during a call is the result of that call. */
export function collectingReader(open: (emit: (output: ReaderOutput) => void) => Stream): Reader {
  let output: ReaderOutput[] = [];
  const stream = open((one) => output.push(one));
  const collect = (work: () => void): readonly ReaderOutput[] => {
    output = [];
    work();
    return output;
  };
  return {
    push: (chunk, at) => collect(() => stream.push(chunk, at)),
    tick: (now) => collect(() => stream.tick(now)),
    deadline: () => stream.deadline(),
  };
}
