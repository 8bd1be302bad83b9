/** Exit codes, so that scripts can tell the cases apart. */
export const EXIT = {
  done: 0,
  /** Baton refused, or something unexpected happened. */
  failed: 1,
  /** Wrong usage. */
  usage: 2,
  /** Baton does not answer. */
  unreachable: 3,
  /** The key is missing, unknown, or may not do this. */
  notAllowed: 4,
} as const;

/** An error whose message is shown to the caller as it is, with a way out. */
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
