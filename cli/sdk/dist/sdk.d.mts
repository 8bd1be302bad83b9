// The types of the SDK of Baton. Generated from cli/sdk by `npm run generate`; do not edit.
import type { components, paths } from "../../../client/generated/api.js";

type Given<Name extends string, T> = [T] extends [undefined] ? {
    [K in Name]?: undefined;
} : undefined extends T ? {
    [K in Name]?: T;
} : {
    [K in Name]: T;
};
type JsonBody<T> = T extends {
    content: {
        "application/json": infer Body;
    };
} ? Body : undefined;
type Good<Responses> = {
    [Status in keyof Responses]: Status extends 200 | 201 | 202 ? Responses[Status] extends {
        content: {
            "application/json": infer Body;
        };
    } ? Body : never : never;
}[keyof Responses];
type At<T, Name extends string> = Name extends keyof T ? T[Name] : undefined;
/** What an operation of the description takes: the parts of its path, its query, its body. */
export type InputOf<Op> = Given<"path", At<At<Op, "parameters">, "path">> & Given<"query", At<At<Op, "parameters">, "query">> & Given<"body", JsonBody<At<Op, "requestBody">>>;
/** The JSON that an operation answers with. */
export type AnswerOf<Op> = Good<At<Op, "responses">>;

type WorkflowShapes = components["schemas"];
export type WorkflowRun = WorkflowShapes["WorkflowRun"];
export type WorkflowRunSummary = WorkflowShapes["WorkflowRunSummary"];
export type WorkflowStage = WorkflowShapes["WorkflowStage"];
export type WorkflowPlan = WorkflowShapes["WorkflowDryRun"];
/** A workflow, its version, and whether this version is new. */
export type DefinedWorkflow = AnswerTo<"POST", "/api/workflows">;
export type WorkflowSummary = AnswerTo<"GET", "/api/workflows">["workflows"][number];
/** What a stage begins with: the result of another one, a file, or an input of the workflow. */
export type StageSource = string | {
    stage: string;
} | {
    file: string;
} | {
    input: string;
};
/** What a stage may say besides who does what: docs/patterns/workflows.md lists it. */
export interface StageOptions {
    from?: StageSource | readonly StageSource[];
    type?: string;
    priority?: string | number;
    when?: string;
    join?: "all" | "any" | "settled";
    foreach?: string;
    checks?: readonly {
        name: string;
        command: string;
    }[];
    review?: boolean;
    timeout?: string;
    [field: string]: unknown;
}
/** A stage as AgentWorkshop writes it: its name, its agent, what it is to do, and the rest. */
export type StageTuple = readonly [
    name: string,
    agent: string,
    prompt: string,
    options?: StageOptions
];
export type Stage = StageTuple | (StageOptions & {
    name: string;
});
export interface WorkflowDefinition {
    description?: string;
    inputs?: Record<string, {
        type: string;
        default?: unknown;
        [field: string]: unknown;
    }>;
    outputs?: Record<string, string>;
    defaults?: Record<string, unknown>;
    stages: readonly Stage[];
}
export interface StartOptions extends CallOptions {
    /** The texts of files that the definition reads, by their paths in it. Others are read from `folder`. */
    files?: Record<string, string>;
    /** Where those files are; the current folder unless it is set. Nothing outside of it is read. */
    folder?: string;
    /** Works on the stages that name nobody. */
    agent?: string;
    version?: number;
    priority?: WorkflowShapes["Task"]["priority"];
    /** How long to wait for its end, in milliseconds. The run goes on after that. */
    within?: number;
}
/** A run that was started: `await` it for its end. It rejects with a `WorkflowError` if it does not succeed. */
export interface StartedWorkflow extends Promise<WorkflowRun> {
    /** The run as it began. */
    readonly started: Promise<WorkflowRun>;
}
export interface Workflows {
    /** Defines a workflow by its stages; one of that name gets a new version, if anything is new. A text is YAML or JSON. */
    workflow(name: string, definition: readonly Stage[] | WorkflowDefinition | string, options?: CallOptions & {
        description?: string;
        note?: string;
    }): Promise<DefinedWorkflow>;
    /** Starts a workflow with its inputs. The files that it reads are read here. */
    runWorkflow(name: string, inputs?: Record<string, unknown>, options?: StartOptions): StartedWorkflow;
    /** What a run would do, without starting it. */
    planWorkflow(name: string, inputs?: Record<string, unknown>, options?: StartOptions): Promise<WorkflowPlan>;
    /** A run by its number, or the latest run of a workflow, with its stages as they are now. */
    workflowStatus(workflow: string | number, options?: CallOptions): Promise<WorkflowRun>;
    /** Waits until a run is over, or `within`; resolves to it as it is then, also if it failed. */
    awaitWorkflow(run: number, options?: WaitOptions): Promise<WorkflowRun>;
    cancelWorkflow(run: number, reason?: string, options?: CallOptions): Promise<WorkflowRun>;
    /** Runs a stage of a failed run again, and what comes after it, with changed inputs if they are given. */
    retryWorkflow(run: number, stage: string, options?: CallOptions & {
        inputs?: Record<string, unknown>;
        within?: number;
    }): StartedWorkflow;
    workflows(options?: CallOptions): Promise<WorkflowSummary[]>;
}

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
export type RunNews = {
    type: "chunk";
    seq: number;
    kind: string;
    data: string;
} | {
    type: "state";
    state: Run["state"];
    run: Run;
} | {
    type: "ended";
    run: Run;
};
export interface Runs {
    get(id: number, options?: CallOptions): Promise<Run>;
    list(query?: QueryOf<"/api/runs">, options?: CallOptions): Promise<Run[]>;
    /** Waits until the run has ended, or `within`; resolves to the run as it is then. */
    wait(id: number, options?: WaitOptions): Promise<Run>;
    /** Follows a run until it has ended, over interruptions without a gap and without anything twice. */
    subscribe(id: number, options?: {
        signal?: AbortSignal;
    }): AsyncIterableIterator<RunNews>;
    cancel(id: number, reason?: string, options?: CallOptions): Promise<Run>;
}
export interface Tasks {
    create(task: BodyOf<"POST", "/api/tasks">, options?: CallOptions): Promise<Task>;
    get(task: number | string, options?: CallOptions): Promise<TaskDetail>;
    /** A page; `nextCursor` of it is the `cursor` of the next one, null at the end. */
    list(query?: QueryOf<"/api/tasks">, options?: CallOptions): Promise<{
        tasks: Task[];
        total: number | null;
        nextCursor: string | null;
    }>;
    /** Changes what is given; null clears. */
    update(task: number | string, fields: BodyOf<"PATCH", "/api/tasks/{id}">, options?: CallOptions): Promise<Task>;
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
    options?: readonly (string | {
        id?: string;
        label: string;
        description?: string;
    })[];
    proposed?: string;
    tool?: string;
    arguments?: Record<string, unknown>;
    /** 10 seconds to 30 days, in milliseconds. */
    deadline?: number;
    onDeadline?: "fail" | {
        option?: string;
        text?: string;
    };
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
    answer(request: number, answer: string | BodyOf<"POST", "/api/requests/{id}/answer">, options?: CallOptions): Promise<PersonRequest>;
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
    request<M extends Method, P extends PathOf<M>>(method: M, path: P, input: RequestInput<M, P>, options?: CallOptions): Promise<AnswerTo<M, P>>;
    runs: Runs;
    tasks: Tasks;
    person: Person;
    watch(options?: WatchOptions): AsyncIterableIterator<BatonEvent>;
    workers(query?: QueryOf<"/api/workers">, options?: CallOptions): Promise<Worker[]>;
    schedules(query?: QueryOf<"/api/schedules">, options?: CallOptions): Promise<Schedule[]>;
    /** What may be spent, and what was. */
    budget(options?: CallOptions): Promise<AnswerTo<"GET", "/api/budgets">>;
}

type Wire = components["schemas"];
export type AgentTurns = Wire["AgentTurns"];
export type Fan = Wire["Fan"];
export type Profile = Wire["Profile"];
export type StoreEntry = Wire["StoreEntry"];
export type StoreKey = Wire["StoreKey"];
export type WorkItem = Wire["WorkItem"];
export type WorkStatus = WorkItem["status"];
type Snake<S extends string> = S extends `${infer Head}${infer Rest}` ? Head extends Lowercase<Head> ? `${Head}${Snake<Rest>}` : `_${Lowercase<Head>}${Snake<Rest>}` : S;
/** Options may also be written as the API writes them: `max_turns` for `maxTurns`. */
export type Either<T> = T & {
    [K in keyof T & string as Snake<K>]?: T[K];
};
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
    agents: {
        agent: string;
        usd: number | null;
        unknown: number;
        turns: number;
    }[];
}
export interface Turns {
    /** Asks an agent, in its conversation, and resolves to its answer. */
    ask(agent: string, prompt: string, options?: AskOptions): Asked;
    /** Asks without waiting; resolves to the run once it is in the agent's queue. */
    cast(agent: string, prompt: string, options?: AskOptions): Promise<Run>;
    /** Waits for the agent's latest turn; null if it never took one. Rejects with a `TurnError` if it failed. */
    awaitAgent(agent: string, options?: WaitOptions): Promise<Turn | null>;
    /** Waits until every turn that this connection has opened is over, or those of the agents that are named. Never rejects for a failure. */
    awaitAll(options?: WaitOptions & {
        agents?: readonly string[];
    }): Promise<Settled[]>;
    /** Hands an answer on: `ask("impl", …).then(pipe("reviewer", "Review this"))`. */
    pipe(to: string, message?: string, options?: AskOptions): (from: Turn) => Asked;
    /** The same for an answer at hand, or for the latest of an agent. */
    pipe(from: Turn | {
        agent: string;
    }, to: string, message?: string, options?: AskOptions): Asked;
    /** Asks several agents the same, without waiting. Who could not be asked stands in `refused`. */
    fan(prompt: string, agents: readonly string[], options?: AskOptions): Promise<Fan>;
    /** The text of the agent's latest turn; null if there is none, or if it failed. */
    result(agent: string, form?: "text", options?: CallOptions): Promise<string | null>;
    result(agent: string, form: "full", options?: CallOptions): Promise<Settled>;
    /** What agents are asked and have answered: those that are named, else every one that ever took a turn. */
    status(agents?: readonly string[], options?: CallOptions): Promise<AgentTurns[]>;
    info(agent: string, options?: CallOptions): Promise<AgentTurns & {
        details: Agent;
    }>;
    /** The agent's turns with their texts, the newest first. */
    history(agent: string, options?: CallOptions & {
        last?: number;
    }): Promise<Run[]>;
    cost(): Promise<Cost>;
    /** What an agent's turns cost, in US dollars; null if nothing is known. */
    cost(agent: string, options?: CallOptions): Promise<number | null>;
    /** Begins a new conversation. Refused while turns are open, unless they are to be cancelled. */
    reset(agent: string, options?: CallOptions & {
        cancel?: boolean;
    }): Promise<void>;
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
export type ProfileOptions = Either<WayToWork & {
    description?: string;
}>;
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
    workFromResult(agent: string, id: string, options?: WorkOptions & {
        title?: string;
    }): Promise<WorkItem>;
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
    fromProfile(profile: string, name: string, overrides?: AgentOptions & CallOptions): Promise<Agent>;
}
export interface Store {
    /** Keeps a value that JSON can say. With `version` only if it still is that one; 0 if there is none yet. */
    put(key: string, value: unknown, options?: CallOptions & {
        version?: number;
    }): Promise<StoreEntry>;
    /** The value; `fallback`, or undefined, where there is none. A stored null or false is the value. */
    get(key: string, fallback?: unknown, options?: CallOptions): Promise<unknown>;
    store(options?: CallOptions & {
        prefix?: string;
    }): Promise<StoreKey[]>;
    storeKeys(options?: CallOptions & {
        prefix?: string;
    }): Promise<string[]>;
    storeDelete(key: string, options?: CallOptions): Promise<void>;
}
export interface Pace {
    /** Gives an agent a task again and again; one such schedule for each agent. `interval` is in milliseconds, a minute at least. */
    every(agent: string, prompt: string, options: CallOptions & {
        interval: number;
    }): Promise<Schedule>;
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
    stop(options?: {
        now?: boolean;
    }): Promise<number>;
}
export interface BoardWorkers {
    /** Starts a worker on this machine that takes work of a type; resolves when it is ready. Not in a browser. */
    boardWorker(name: string, type: string, options?: BoardWorkerOptions): Promise<BoardWorker>;
}

interface Details {
    code: string;
    status?: number | null;
    retryable?: boolean;
    fix?: string;
    requestId?: string;
    problems?: {
        field: string;
        rule: string;
    }[];
    cause?: unknown;
}
/** Whatever goes wrong with a call, but for an abort: that rejects with the signal's own reason. */
export declare class BatonError extends Error {
    /** A word for programs: Baton's own, such as `conflict`, or `network`, `timeout`, `not_baton`, `usage`. */
    readonly code: string;
    /** The HTTP status; null where Baton gave no answer. */
    readonly status: number | null;
    /** Whether the same call may succeed later. */
    readonly retryable: boolean;
    /** What to do about it, in a sentence. */
    readonly fix: string | undefined;
    /** The request's id in Baton's log. */
    readonly requestId: string | undefined;
    /** The fields that break a rule, each with its rule. */
    readonly problems: readonly {
        field: string;
        rule: string;
    }[];
    constructor(message: string, details: Details);
}
/** A turn or run that did not succeed. `code` is the class of its error, such as `rate_limited`, or its outcome. */
export declare class TurnError extends BatonError {
    readonly run: Run;
    constructor(run: Run);
}
/** A run of a workflow that did not succeed. `code` is `failed`, `cancelled`, or `timeout` if it was only waited for so long. */
export declare class WorkflowError extends BatonError {
    readonly run: WorkflowRun;
    /** The stage that failed first; null if none did. */
    readonly stage: string | null;
    constructor(run: WorkflowRun);
}

/**
 * Opens a connection, which has every verb. The verbs that are imported on their own use the one that the program opened first, or, where it
 * opened none, what the environment and the saved profile of `mc` say.
 */
export declare function connect(options?: ConnectOptions): Workshop;
export declare const request: Workshop["request"];
export declare const watch: Workshop["watch"];
export declare const workers: Workshop["workers"];
export declare const schedules: Workshop["schedules"];
export declare const budget: Workshop["budget"];
export declare const ask: Workshop["ask"];
export declare const cast: Workshop["cast"];
export declare const awaitAgent: Workshop["awaitAgent"];
export declare const awaitAll: Workshop["awaitAll"];
export declare const pipe: Workshop["pipe"];
export declare const fan: Workshop["fan"];
export declare const result: Workshop["result"];
export declare const status: Workshop["status"];
export declare const info: Workshop["info"];
export declare const history: Workshop["history"];
export declare const cost: Workshop["cost"];
export declare const reset: Workshop["reset"];
export declare const dismiss: Workshop["dismiss"];
export declare const agent: Workshop["agent"];
export declare const agents: Workshop["agents"];
export declare const profile: Workshop["profile"];
export declare const profiles: Workshop["profiles"];
export declare const fromProfile: Workshop["fromProfile"];
export declare const work: Workshop["work"];
export declare const board: Workshop["board"];
export declare const workItem: Workshop["workItem"];
export declare const awaitWork: Workshop["awaitWork"];
export declare const claim: Workshop["claim"];
export declare const start: Workshop["start"];
export declare const complete: Workshop["complete"];
export declare const fail: Workshop["fail"];
export declare const cancelWork: Workshop["cancelWork"];
export declare const reopen: Workshop["reopen"];
export declare const workFromResult: Workshop["workFromResult"];
export declare const boardWorker: Workshop["boardWorker"];
export declare const put: Workshop["put"];
export declare const get: Workshop["get"];
export declare const store: Workshop["store"];
export declare const storeKeys: Workshop["storeKeys"];
export declare const storeDelete: Workshop["storeDelete"];
export declare const every: Workshop["every"];
export declare const cancel: Workshop["cancel"];
export declare const workflow: Workshop["workflow"];
export declare const runWorkflow: Workshop["runWorkflow"];
export declare const planWorkflow: Workshop["planWorkflow"];
export declare const workflowStatus: Workshop["workflowStatus"];
export declare const awaitWorkflow: Workshop["awaitWorkflow"];
export declare const cancelWorkflow: Workshop["cancelWorkflow"];
export declare const retryWorkflow: Workshop["retryWorkflow"];
export declare const workflows: Workshop["workflows"];
export declare const runs: Runs;
export declare const tasks: Tasks;
export declare const person: Person;
export declare const fans: Fans;
export declare const timer: Timer;
/** The names of AgentWorkshop, for whoever is used to them. */
export declare const await_all: Workshop["awaitAll"];
export declare const board_worker: Workshop["boardWorker"];
export declare const from_profile: Workshop["fromProfile"];
export declare const work_item: Workshop["workItem"];
export declare const claim_work: Workshop["claim"];
export declare const start_work: Workshop["start"];
export declare const complete_work: Workshop["complete"];
export declare const fail_work: Workshop["fail"];
export declare const cancel_work: Workshop["cancelWork"];
export declare const work_from_result: Workshop["workFromResult"];
export declare const store_keys: Workshop["storeKeys"];
export declare const store_delete: Workshop["storeDelete"];
export declare const run_workflow: Workshop["runWorkflow"];
export declare const workflow_status: Workshop["workflowStatus"];
