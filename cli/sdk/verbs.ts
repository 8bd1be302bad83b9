import type { components } from "@/client/generated/api";
import type { Agent, CallOptions, Run, Schedule, WaitOptions } from "./types";

type Wire = components["schemas"];
export type AgentTurns = Wire["AgentTurns"];
export type Fan = Wire["Fan"];
export type Profile = Wire["Profile"];
export type StoreEntry = Wire["StoreEntry"];
export type StoreKey = Wire["StoreKey"];
export type WorkItem = Wire["WorkItem"];
export type WorkStatus = WorkItem["status"];

type Snake<S extends string> = S extends `${infer Head}${infer Rest}`
  ? Head extends Lowercase<Head>
    ? `${Head}${Snake<Rest>}`
    : `_${Lowercase<Head>}${Snake<Rest>}`
  : S;
/** Options may also be written as the API writes them: `max_turns` for `maxTurns`. */
export type Either<T> = T & { [K in keyof T & string as Snake<K>]?: T[K] };

/** An answer of an agent, which `pipe` takes. */
export interface Turn {
  agent: string;
  run: Run;
  text: string;
  /** In US dollars; null if unknown. */
  cost: number | null;
  /** The text. */
  toString(): string;
}

/**
 * An answer that comes: `await` it for the whole, or iterate over it for its text as it is said. The question is sent at once.
 * A turn that fails rejects with a `TurnError`.
 */
export interface Asked extends Promise<Turn>, AsyncIterable<string> {
  /** The run, as soon as it is in the agent's queue. */
  readonly opened: Promise<Run>;
}

export interface AskOptions extends CallOptions {
  /** How long the turn may take once it has begun, in milliseconds; then it is ended, with its program. */
  timeout?: number;
  /** How long to wait for the answer, in milliseconds. The turn goes on after that. */
  within?: number;
  /** Outside of the agent's conversation. */
  fresh?: boolean;
  /** The run on whose behalf it is asked; by default that of a run's key. */
  parentRun?: number;
  /** What this turn and everything below it may cost, in US dollars. */
  treeBudgetUsd?: number;
}

/** How a turn of an agent ended: with a text, or with why there is none. */
export interface Settled {
  agent: string;
  run: Run | null;
  text: string | null;
  problem: string | null;
}

export interface Cost {
  /** In US dollars, of what is known. */
  total: number;
  /** How many turns have no known cost. */
  unknown: number;
  agents: { agent: string; usd: number | null; unknown: number; turns: number }[];
}

export interface Turns {
  /** Asks an agent, in its conversation, and resolves to its answer. */
  ask(agent: string, prompt: string, options?: AskOptions): Asked;
  /** Asks without waiting; resolves to the run once it is in the agent's queue. */
  cast(agent: string, prompt: string, options?: AskOptions): Promise<Run>;
  /** Waits for the agent's latest turn; null if it never took one. Rejects with a `TurnError` if it failed. */
  awaitAgent(agent: string, options?: WaitOptions): Promise<Turn | null>;
  /** Waits until every turn that this connection has opened is over, or those of the agents that are named. Never rejects for a failure. */
  awaitAll(options?: WaitOptions & { agents?: readonly string[] }): Promise<Settled[]>;
  /** Hands an answer on: `ask("impl", …).then(pipe("reviewer", "Review this"))`. */
  pipe(to: string, message?: string, options?: AskOptions): (from: Turn) => Asked;
  /** The same for an answer at hand, or for the latest of an agent. */
  pipe(from: Turn | { agent: string }, to: string, message?: string, options?: AskOptions): Asked;
  /** Asks several agents the same, without waiting. Who could not be asked stands in `refused`. */
  fan(prompt: string, agents: readonly string[], options?: AskOptions): Promise<Fan>;
  /** The text of the agent's latest turn; null if there is none, or if it failed. */
  result(agent: string, form?: "text", options?: CallOptions): Promise<string | null>;
  result(agent: string, form: "full", options?: CallOptions): Promise<Settled>;
  /** What agents are asked and have answered: those that are named, else every one that ever took a turn. */
  status(agents?: readonly string[], options?: CallOptions): Promise<AgentTurns[]>;
  info(agent: string, options?: CallOptions): Promise<AgentTurns & { details: Agent }>;
  /** The agent's turns with their texts, the newest first. */
  history(agent: string, options?: CallOptions & { last?: number }): Promise<Run[]>;
  cost(): Promise<Cost>;
  /** What an agent's turns cost, in US dollars; null if nothing is known. */
  cost(agent: string, options?: CallOptions): Promise<number | null>;
  /** Begins a new conversation. Refused while turns are open, unless they are to be cancelled. */
  reset(agent: string, options?: CallOptions & { cancel?: boolean }): Promise<void>;
  /** Ends an agent's turns and removes it. */
  dismiss(agent: string, options?: CallOptions): Promise<void>;
  fans: Fans;
}

export interface Fans {
  get(id: number, options?: CallOptions): Promise<Fan>;
  list(options?: CallOptions): Promise<Fan[]>;
  /** Waits until all answers have come, or `within`. */
  wait(id: number, options?: WaitOptions): Promise<Fan>;
  pick(id: number, run: number, reason: string, options?: CallOptions): Promise<Fan>;
  /** Lets an agent pick, and give its reason. */
  judge(id: number, agent: string, criteria?: string, options?: CallOptions): Promise<Fan>;
}

interface WayToWork {
  model?: string;
  /** Who does the work: a model's API, a worker's program, the agent itself. */
  runtime?: Agent["runtime"];
  maxTurns?: number;
  /** In milliseconds. */
  timeout?: number;
  allowedTools?: readonly string[];
  permissionMode?: NonNullable<Profile["permission_mode"]>;
  budgetUsd?: number;
  dailyBudgetUsd?: number;
  maxCapacity?: number;
  workTypes?: readonly string[];
  /** Lets its runs make agents, ask them and post work. */
  workshopTools?: boolean;
}
export type AgentOptions = Either<WayToWork>;
export type ProfileOptions = Either<WayToWork & { description?: string }>;

interface ItemFields {
  /** `code`, `review`, `test`, `docs`, `deploy`, `triage`, `custom` or any other word: workers take it by its type. */
  type?: string;
  spec?: string | null;
  /** From 1, the first to be done, to 5; 3 unless it is set. */
  priority?: number;
  dependsOn?: readonly string[];
  assignedTo?: string | null;
}
export type WorkOptions = Either<ItemFields> & CallOptions;

export interface BoardQuery extends CallOptions {
  status?: WorkStatus | readonly WorkStatus[];
  type?: string;
  claimedBy?: string;
}

export interface Board {
  /** Puts an item on the board, or changes one that nobody has begun. */
  work(id: string, title: string, options?: WorkOptions): Promise<WorkItem>;
  /** Every item, the most urgent first. */
  board(query?: BoardQuery): Promise<WorkItem[]>;
  workItem(id: string, options?: CallOptions): Promise<WorkItem>;
  /** Waits until the items are done, failed, cancelled or blocked, or `within`; all that are open now where none is named. */
  awaitWork(ids?: readonly string[], options?: WaitOptions): Promise<WorkItem[]>;
  claim(id: string, agent: string, options?: CallOptions): Promise<WorkItem>;
  start(id: string, options?: CallOptions): Promise<WorkItem>;
  complete(id: string, result?: string, options?: CallOptions): Promise<WorkItem>;
  fail(id: string, error?: string, options?: CallOptions): Promise<WorkItem>;
  cancelWork(id: string, reason?: string, options?: CallOptions): Promise<WorkItem>;
  /** Opens an item again that has ended, and with it what was behind it. */
  reopen(id: string, options?: CallOptions): Promise<WorkItem>;
  /** Puts an item on the board whose spec is the agent's latest answer. */
  workFromResult(
    agent: string,
    id: string,
    options?: WorkOptions & { title?: string },
  ): Promise<WorkItem>;
}

export interface Team {
  /** Makes an agent, or gives one of that name this role and these settings. */
  agent(name: string, role: string, options?: AgentOptions & CallOptions): Promise<Agent>;
  /** The names of all agents. */
  agents(options?: CallOptions): Promise<string[]>;
  /** Defines a way to work, from which agents are made; one of that name is changed. */
  profile(name: string, role: string, options?: ProfileOptions & CallOptions): Promise<Profile>;
  profiles(options?: CallOptions): Promise<Profile[]>;
  /** Makes an agent from a profile, or renews one. */
  fromProfile(
    profile: string,
    name: string,
    overrides?: AgentOptions & CallOptions,
  ): Promise<Agent>;
}

export interface Store {
  /** Keeps a value that JSON can say. With `version` only if it still is that one; 0 if there is none yet. */
  put(
    key: string,
    value: unknown,
    options?: CallOptions & { version?: number },
  ): Promise<StoreEntry>;
  /** The value; `fallback`, or undefined, where there is none. A stored null or false is the value. */
  get(key: string, fallback?: unknown, options?: CallOptions): Promise<unknown>;
  store(options?: CallOptions & { prefix?: string }): Promise<StoreKey[]>;
  storeKeys(options?: CallOptions & { prefix?: string }): Promise<string[]>;
  storeDelete(key: string, options?: CallOptions): Promise<void>;
}

export interface Pace {
  /** Gives an agent a task again and again; one such schedule for each agent. `interval` is in milliseconds, a minute at least. */
  every(
    agent: string,
    prompt: string,
    options: CallOptions & { interval: number },
  ): Promise<Schedule>;
  /** Cancels a run by its number, or what `every` set up for an agent. */
  cancel(target: number | string, reason?: string, options?: CallOptions): Promise<void>;
}

export interface BoardWorkerOptions {
  /** A profile at Baton, or one of this machine: `~/.config/baton/NAME.json`. */
  profile?: string;
  /** Asks for work at this pace, in milliseconds, where requests cannot wait at the server; the seed's way. */
  interval?: number;
  /** A git worktree for every run. */
  worktree?: boolean;
  repo?: string;
  backend?: "claude" | "codex" | "openclaw" | "command" | "http" | (string & {});
  command?: string;
  endpoint?: string;
  program?: string;
  model?: string;
  instructions?: string;
  concurrency?: number;
  base?: string;
  init?: string;
  tools?: boolean;
  permissionMode?: string;
  sandbox?: string;
  maxTurns?: number;
  /** How long the program may work on one item, in milliseconds. */
  timeout?: number;
  /** Further options of `mc worker`, as words. */
  args?: readonly string[];
  /** Variables of this process that the program may read. */
  env?: readonly string[];
  /** What the worker says: a word for programs and a sentence. */
  onNote?: (note: WorkerNote) => void;
  /** The file of the command line, where it is not beside the SDK. */
  mc?: string;
  signal?: AbortSignal;
}

export interface WorkerNote {
  at: string;
  event: string;
  message: string;
  task?: string;
  run?: number;
}

/** A worker that was started: a process of its own, `mc worker`. */
export interface BoardWorker {
  readonly name: string;
  readonly type: string;
  readonly pid: number;
  /** Resolves to the exit code when it has ended, for whatever reason. */
  readonly ended: Promise<number>;
  /** Takes nothing new, finishes what it has within a minute, hands back the rest, and ends. `now` hands back at once. */
  stop(options?: { now?: boolean }): Promise<number>;
}

export interface BoardWorkers {
  /** Starts a worker on this machine that takes work of a type; resolves when it is ready. Not in a browser. */
  boardWorker(name: string, type: string, options?: BoardWorkerOptions): Promise<BoardWorker>;
}
