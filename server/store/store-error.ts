export type StoreErrorCode =
  | 'newer-version'
  | 'foreign-file'
  | 'not-durable'
  | 'corrupt'
  | 'unreachable'
  | 'no-access'
  /** Another head office writes there. */
  | 'in-use';

/** The store cannot be used; it was left as it is. The message says what, where and what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
