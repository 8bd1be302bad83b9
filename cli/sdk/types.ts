import type { components, paths } from "@/client/generated/api";
import type { AnswerOf, InputOf } from "@/client/shapes";
import type { Board, BoardWorkers, Pace, Store, Team, Turns } from "./verbs";
import type { Workflows } from "./workflow-types";

type Schemas = components["schemas"];
export type Task = Schemas["Task"];
export type TaskDetail = Schemas["TaskDetail"];
export type Agent = Schemas["Agent"];
export type Run = Schemas["Run"];
export type RunChunk = Schemas["RunChunk"];
export type PersonRequest = Schemas["AgentRequest"];
export type Schedule = Schemas["Schedule"];
export type Worker = Schemas["Worker"];
/** An event as docs/events.md has it. One without an id is ephemeral: it is not kept. */
export type BatonEvent = Schemas["Event"] | Schemas["EphemeralEvent"];

/** Where Baton is, and who calls. What is left out is looked for where `mc` looks: profile, environment, saved profile. */
export interface ConnectOptions {
  /** `http://127.0.0.1:3000` where nothing says otherwise; the page's own address in a browser. */
  url?: string;
  key?: string;
  /** The project to work in: its id, slug or ticket prefix. */
  project?: string;
  /** The agent that a general key acts for. */
  agent?: string;
  /** A profile that `mc init` saved. */
  profile?: string;
  /** In place of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
  /** How long one attempt at a request may take, in milliseconds; 20,000 unless it is set. */
  requestTimeout?: number;
  /** How long to go on while Baton is away or refuses for the moment, in milliseconds; 30,000 unless it is set. */
  patience?: number;
}

/** What every call takes. Times are in milliseconds. */
export interface CallOptions {
  /** Ends the call, which then rejects with the signal's reason. What was begun at Baton goes on. */
  signal?: AbortSignal;
  requestTimeout?: number;
  patience?: number;
  /** Of a change; a random one unless it is set. The same key with the same content does a thing once, also from two processes. */
  idempotencyKey?: string;
}

/** What waits for something to happen takes as well. */
export interface WaitOptions {
  signal?: AbortSignal;
  /** The longest to wait, in milliseconds. */
  within?: number;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
/** The paths of docs/api.md that take a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<Lowercase<M>, object> ? P : never;
}[keyof paths];
type OperationAt<M extends Method, P extends keyof paths> = paths[P][Lowercase<M> & keyof paths[P]];
/** The path's parts, the query and the body of a request. */
export type RequestInput<M extends Method, P extends PathOf<M>> = InputOf<OperationAt<M, P>>;
/** The JSON that a request is answered with. */
export type AnswerTo<M extends Method, P extends PathOf<M>> = AnswerOf<OperationAt<M, P>>;
type BodyOf<M extends Method, P extends PathOf<M>> = NonNullable<RequestInput<M, P>["body"]>;
type QueryOf<P extends PathOf<"GET">> = NonNullable<RequestInput<"GET", P>["query"]>;

export interface WatchOptions {
  signal?: AbortSignal;
  /** Only these: whole names such as `task.created`, or the part before the dot. */
  types?: readonly string[];
  /** Only those of a task: its id or ticket reference. */
  task?: number | string;
  /** Begin after the event with this id, in place of now. */
  since?: number | string;
  /** Called where events after this id are no longer kept; without it `watch` throws `history_removed`. */
  onGap?: (after: string) => void;
  /** Called when the connection broke, with when it is tried again, in milliseconds. */
  onLost?: (message: string, retryIn: number) => void;
}

/** Something of a run, in order: each part of what it says once, each new state, then its end. */
export type RunNews =
  | { type: "chunk"; seq: number; kind: string; data: string }
  | { type: "state"; state: Run["state"]; run: Run }
  | { type: "ended"; run: Run };

export interface Runs {
  get(id: number, options?: CallOptions): Promise<Run>;
  list(query?: QueryOf<"/api/runs">, options?: CallOptions): Promise<Run[]>;
  /** Waits until the run has ended, or `within`; resolves to the run as it is then. */
  wait(id: number, options?: WaitOptions): Promise<Run>;
  /** Follows a run until it has ended, over interruptions without a gap and without anything twice. */
  subscribe(id: number, options?: { signal?: AbortSignal }): AsyncIterableIterator<RunNews>;
  cancel(id: number, reason?: string, options?: CallOptions): Promise<Run>;
}

export interface Tasks {
  create(task: BodyOf<"POST", "/api/tasks">, options?: CallOptions): Promise<Task>;
  get(task: number | string, options?: CallOptions): Promise<TaskDetail>;
  /** A page; `nextCursor` of it is the `cursor` of the next one, null at the end. */
  list(
    query?: QueryOf<"/api/tasks">,
    options?: CallOptions,
  ): Promise<{ tasks: Task[]; total: number | null; nextCursor: string | null }>;
  /** Changes what is given; null clears. */
  update(
    task: number | string,
    fields: BodyOf<"PATCH", "/api/tasks/{id}">,
    options?: CallOptions,
  ): Promise<Task>;
  comment(task: number | string, text: string, options?: CallOptions): Promise<void>;
  /** Hands in what was done: to review, or done. */
  complete(task: number | string, resolution: string, options?: CallOptions): Promise<Task>;
  fail(task: number | string, error: string, options?: CallOptions): Promise<Task>;
  cancel(task: number | string, reason?: string, options?: CallOptions): Promise<Task>;
  /** Waits until the task is done, failed or cancelled, or `within`; resolves to it as it is then. */
  wait(task: number | string, options?: WaitOptions): Promise<TaskDetail>;
}

/** What became of a question. */
export interface PersonAnswer {
  /** `answered`, `withdrawn` or `expired`. */
  state: Exclude<PersonRequest["state"], "open">;
  /** The id of the option that was chosen; null for words alone, and where nobody answered. */
  option: string | null;
  /** What the option says. */
  label: string | null;
  text: string | null;
  by: string | null;
  request: PersonRequest;
  /** The label or the words; empty where nobody answered. */
  toString(): string;
}

export interface QuestionOptions extends WaitOptions {
  /** The run that asks; by default the one of the environment, `MC_RUN`. */
  run?: number;
  body?: string;
  kind?: PersonRequest["kind"];
  options?: readonly (string | { id?: string; label: string; description?: string })[];
  proposed?: string;
  tool?: string;
  arguments?: Record<string, unknown>;
  /** 10 seconds to 30 days, in milliseconds. */
  deadline?: number;
  onDeadline?: "fail" | { option?: string; text?: string };
  mayAnswer?: readonly string[];
  idempotencyKey?: string;
}

export interface Person {
  /**
   * Asks people on behalf of a run, and resolves when somebody has answered. The run waits meanwhile and costs nothing. The same question
   * asked again while it is open is the same request, so a program that was restarted asks again and gets the answer.
   */
  ask(title: string, options?: QuestionOptions): Promise<PersonAnswer>;
  /** What waits for an answer. */
  requests(query?: QueryOf<"/api/requests">, options?: CallOptions): Promise<PersonRequest[]>;
  answer(
    request: number,
    answer: string | BodyOf<"POST", "/api/requests/{id}/answer">,
    options?: CallOptions,
  ): Promise<PersonRequest>;
  withdraw(request: number, reason?: string, options?: CallOptions): Promise<PersonRequest>;
}

/** Times in milliseconds, so that settings read as they are meant: `timeout: timer.minutes(5)`. */
export interface Timer {
  seconds(count: number): number;
  minutes(count: number): number;
  hours(count: number): number;
}

/** Everything there is to say over one connection. */
export interface Workshop extends Turns, Board, Team, Store, Pace, Workflows, BoardWorkers {
  /**
   * Any request of docs/api.md, typed by its description. A POST is sent again after a lost answer only with an `idempotencyKey`, because not
   * every one takes a key.
   */
  request<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    input: RequestInput<M, P>,
    options?: CallOptions,
  ): Promise<AnswerTo<M, P>>;
  runs: Runs;
  tasks: Tasks;
  person: Person;
  watch(options?: WatchOptions): AsyncIterableIterator<BatonEvent>;
  workers(query?: QueryOf<"/api/workers">, options?: CallOptions): Promise<Worker[]>;
  schedules(query?: QueryOf<"/api/schedules">, options?: CallOptions): Promise<Schedule[]>;
  /** What may be spent, and what was. */
  budget(options?: CallOptions): Promise<AnswerTo<"GET", "/api/budgets">>;
}
