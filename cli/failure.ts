import type { FieldProblem } from "@/client/failures";

/** Exit codes, so that scripts can tell the cases apart. They are those of Mission Control's command line. */
export const EXIT = {
  done: 0,
  /** A defect of this program. */
  failed: 1,
  /** Wrong usage, or a request that Baton refuses as it stands: a field, a conflict, something that is not there. */
  usage: 2,
  /** No key, or one that does not work. */
  unauthenticated: 3,
  /** The key may not do this. */
  forbidden: 4,
  /** Baton does not answer. */
  network: 5,
  /** Baton answers that it cannot now, or failed. */
  server: 6,
  /** Stopped with Ctrl-C. */
  interrupted: 130,
} as const;

interface FailureOptions {
  exitCode?: number;
  /** A word for programs. Those of Baton's refusals are its own. */
  code?: string;
  fix?: string;
  retryable?: boolean;
  problems?: FieldProblem[];
  requestId?: string;
  cause?: unknown;
}

/** An error whose message is shown to the caller as it is, with a way out. */
export class Failure extends Error {
  readonly exitCode: number;
  readonly code: string;
  readonly fix: string | undefined;
  readonly retryable: boolean;
  readonly problems: FieldProblem[] | undefined;
  readonly requestId: string | undefined;

  constructor(message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "Failure";
    this.exitCode = options.exitCode ?? EXIT.failed;
    this.code = options.code ?? (this.exitCode === EXIT.usage ? "usage" : "failed");
    this.fix = options.fix;
    this.retryable = options.retryable ?? false;
    this.problems = options.problems;
    this.requestId = options.requestId;
  }
}

/** Wrong usage, with what to write instead. */
export const usage = (message: string, fix?: string): Failure =>
  new Failure(message, { exitCode: EXIT.usage, fix });
