/** Where a command writes; tests collect it. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** 0 done, 1 found problems or failed, 2 wrongly called. */
export type ExitCode = 0 | 1 | 2;

/** What a command gets: its own arguments, and hands to the outside. */
export interface CommandContext {
  readonly args: readonly string[];
  readonly output: Output;
  /** Resolves when the user or the supervisor wants the command to end. */
  readonly stopped: Promise<void>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Lines typed by the user, until the input ends. */
  readonly input: AsyncIterable<string>;
}

export interface Command {
  readonly summary: string;
  readonly help: string;
  run(context: CommandContext): Promise<ExitCode>;
}
