import type { Readable } from 'node:stream';

/** As much of a terminal as it takes to type something unseen. */
export interface SecretInput extends Readable {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

const LONGEST = 200;

/** Reads a line of which a terminal shows nothing. Null when it is broken off (Ctrl-C, Ctrl-D on nothing, end). */
export function readSecretLine(input: SecretInput): Promise<string | null> {
  const isTerminal = input.isTTY === true && input.setRawMode !== undefined;
  if (isTerminal) input.setRawMode!(true);
  input.setEncoding('utf8');
  return new Promise((resolve) => {
    let line = '';
    const finish = (result: string | null): void => {
      input.off('data', hear).off('end', ended);
      input.pause();
      if (isTerminal) input.setRawMode!(false);
      resolve(result);
    };
    const ended = (): void => finish(line === '' ? null : line);
    const hear = (text: string): void => {
      for (const [at, key] of Array.from(text).entries()) {
        const outcome = typed(line, key);
        if (outcome.done) {
          // What follows is the next line's.
          const rest = Array.from(text)
            .slice(at + 1)
            .join('');
          finish(outcome.line);
          if (rest !== '') input.unshift(rest);
          return;
        }
        line = outcome.line.slice(0, LONGEST);
      }
    };
    input.on('data', hear).on('end', ended).resume();
  });
}

type Typed = { readonly done: false; readonly line: string } | { readonly done: true; readonly line: string | null };

/** One key at the end of a line. Pure. */
export function typed(line: string, key: string): Typed {
  switch (key) {
    case '\r':
    case '\n':
      return { done: true, line };
    case '\u0003':
      return { done: true, line: null };
    case '\u0004':
      return { done: true, line: line === '' ? null : line };
    case '\b':
    case '\u007F':
      return { done: false, line: Array.from(line).slice(0, -1).join('') };
    default:
      return { done: false, line: line + key };
  }
}
