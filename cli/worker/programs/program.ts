import type { AgentSettings } from "../agent-settings";
import type { Clock } from "../clock";
import type { Limits } from "../process";
import type { Choice, Chosen, ToolCall, Verdict } from "../questions";
import type { Redact } from "../redact";
import type { ChunkKind } from "../stream";

/** What a program used, as it says itself. What it does not say is null, never zero. */
export interface Usage {
  model: string | null;
  tokensIn: number | null;
  tokensOut: number | null;
  /** In US dollars, for this run alone. */
  costUsd: number | null;
}

export const NO_USAGE: Usage = { model: null, tokensIn: null, tokensOut: null, costUsd: null };

/** What two calls of a program used together. What neither says stays null. */
export function inAll(one: Usage, other: Usage): Usage {
  const sum = (a: number | null, b: number | null) => (a === null ? b : a + (b ?? 0));
  return {
    model: other.model ?? one.model,
    tokensIn: sum(one.tokensIn, other.tokensIn),
    tokensOut: sum(one.tokensOut, other.tokensOut),
    costUsd: sum(one.costUsd, other.costUsd),
  };
}

/** Why a program brought no result; the classes of `POST /api/runs/{id}/end`. */
export type ErrorClass =
  | "configuration"
  | "timeout"
  | "silence"
  | "empty_answer"
  | "agent"
  | "protocol"
  | "rate_limited"
  | "overloaded"
  | "network"
  | "limit"
  | "invalid_request"
  | "refused"
  | "cancelled";

/** A conversation that a later run can go on with, and what it used so far, as the program last said: in all, or in that run alone. */
export interface Session {
  id: string;
  costUsd: number | null;
  tokensIn: number | null;
  tokensOut: number | null;
}

/** A session of which nothing but its name is known. */
export const namedSession = (id: string | null): Session | null =>
  id === null ? null : { id, costUsd: null, tokensIn: null, tokensOut: null };

interface Ended {
  usage: Usage;
  session: Session | null;
}

export type Outcome =
  | (Ended & { status: "done"; text: string })
  | (Ended & { status: "failed"; errorClass: ErrorClass; error: string });

/** Words for a program that works. `heard` tells that they have reached it; what has not is said to it after its turn. */
export interface Words {
  text: string;
  heard(): void;
}
/** Calls back with words as they come, until the program has ended its turn. */
export type Steer = (listener: (words: Words) => void) => void;

/** One run of a program. */
export interface Job {
  run: number;
  ticketRef: string;
  prompt: string;
  /** What the agent is told beside the task. */
  system: string | null;
  model: string | null;
  cwd: string;
  /** It is to change nothing in its folder. */
  isReadOnly: boolean;
  env: Readonly<Record<string, string>>;
  /** The session of an earlier run about the same task, or of an earlier stage of the same workflow. */
  session: Session | null;
  /** The session stays as it is for its own task: a copy of it goes on. */
  isForked: boolean;
  /** The prompt for a program that does not have the session any more. */
  anew: string;
  agent: AgentSettings;
  /** A folder of the run's own, for files that the program reads. */
  scratch: string;
  limits: Limits;
  /** What its limits are measured by. */
  clock: Clock;
  signal: AbortSignal;
  redact: Redact;
  /** Tells what happens, for the screens. It is cleared of secrets on the way. */
  say(kind: ChunkKind, text: string): void;
  /** Asks a person for leave; null where the program is to do without what it may not do. `signal` takes the question back. */
  ask: ((call: ToolCall, signal?: AbortSignal) => Promise<Verdict>) | null;
  /** Lets a person choose; null as with `ask`. */
  choose: ((choice: Choice, signal?: AbortSignal) => Promise<Chosen>) | null;
  /** Gives the words that people say to the program while it works, as soon as it can hear them. */
  steer: Steer | null;
  /** The session has a name, by which it can be continued if this process dies. */
  onSession(session: Session): void;
  /** The program's process group, so that it can be ended if this process dies. */
  onStart(pid: number, mark: string): void;
}

/** A way to have a task done on this machine. */
export interface Program {
  /** As the list of workers shows it. */
  readonly name: string;
  /** The variables of the environment that it reads. */
  readonly environment: RegExp | null;
  /** Whether it can be kept from changing the folder that it works in. */
  readonly canOnlyRead: boolean;
  /** When words of people reach it: while it works, or when its turn has ended, in its session. */
  readonly steers: readonly ("now" | "after_turn")[];
  /** Looks whether it could be started, before any task is claimed. Throws a failure that says what is missing. */
  check(env: Readonly<Record<string, string>>): Promise<string | null>;
  /** Does a task. It never throws: whatever goes wrong is an outcome. */
  run(job: Job): Promise<Outcome>;
}

/** An outcome without a result. */
export function failed(
  errorClass: ErrorClass,
  error: string,
  { usage = NO_USAGE, session = null }: Partial<Ended> = {},
): Outcome {
  return { status: "failed", errorClass, error, usage, session };
}
