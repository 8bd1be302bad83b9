/** What the process ends with, so that a script can tell the cases apart. */
export const EXIT = {
  done: 0,
  /** Baton refused, or something broke on the way. */
  failed: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** Baton does not answer. */
  unreachable: 3,
  /** The key is missing, unknown, or may not do this. */
  notAllowed: 4,
} as const;

/** A reason to stop that is said to the caller as it is, with what to do about it. */
export class Failure extends Error {
  readonly exitCode: number;
  readonly fix: string | undefined;

  constructor(message: string, options: { exitCode?: number; fix?: string } = {}) {
    super(message);
    this.name = "Failure";
    this.exitCode = options.exitCode ?? EXIT.failed;
    this.fix = options.fix;
  }
}
