import { BatonError, TurnError } from "./errors";
import { secondsOf } from "./fields";
import type { Link } from "./link";
import { namesIn } from "./refusals";
import { hasEnded } from "./runs";
import type { CallOptions, Run, Runs, WaitOptions } from "./types";
import type { Asked, AskOptions, Cost, Fan, Settled, Turn, Turns } from "./verbs";
import { waitFor } from "./wait";

export function turnsOf(link: Link, runs: Runs): Turns {
  /** The turns that were opened here and have not been waited for by `awaitAll` since. */
  const opened = new Map<number, string>();
  const at = (agent: string) => ({ id: agent });
  const known = (run: Run): Run => {
    opened.set(run.id, run.agent);
    return run;
  };

  async function open(agent: string, prompt: string, options: AskOptions): Promise<Run> {
    const project_id = await link.projectId(options);
    const body = { prompt, project_id, tree_budget_usd: options.treeBudgetUsd, ...limits(options) };
    const input = { path: at(agent), body };
    return known((await link.post("/api/agents/{id}/ask", input, options)).run);
  }

  async function handOn(from: Turn, to: string, message: string | undefined, options: AskOptions) {
    const input = { path: at(String(from.run.id)), body: { to, message, ...limits(options) } };
    return known((await link.post("/api/runs/{id}/pipe", input, options)).run);
  }

  const asked = (run: Promise<Run>, options: AskOptions) => new Answering(runs, run, options);

  async function full(agent: string, options?: CallOptions): Promise<Settled> {
    const input = { path: at(agent) };
    return await link.request("GET", "/api/agents/{id}/result", input, options);
  }

  const untilIdle = (agents: readonly string[], options: WaitOptions) =>
    waitFor(
      async (wait, sending) => {
        const query = { agents: agents.join(","), wait };
        return link.request("GET", "/api/turns", { query }, sending);
      },
      ({ idle }) => idle,
      options,
    );

  async function awaitAgent(agent: string, options: WaitOptions = {}): Promise<Turn | null> {
    const { idle } = await untilIdle([agent], options);
    if (!idle) throw stillWorking(agent);
    const { run } = await full(agent, { signal: options.signal });
    return run && turnOf(run);
  }

  async function status(agents: readonly string[] = [], options?: CallOptions) {
    const names = namesIn(agents, "status(agents)");
    const query = names.length > 0 ? { agents: names.join(",") } : {};
    return (await link.request("GET", "/api/turns", { query }, options)).agents;
  }

  function pipe(to: string, message?: string, options?: AskOptions): (from: Turn) => Asked;
  function pipe(
    from: Turn | { agent: string },
    to: string,
    message?: string,
    options?: AskOptions,
  ): Asked;
  function pipe(
    first: string | Turn | { agent: string },
    second?: string,
    third?: string | AskOptions,
    fourth: AskOptions = {},
  ): Asked | ((from: Turn) => Asked) {
    if (typeof first === "string") {
      const options = typeof third === "object" ? third : {};
      return (from) => asked(handOn(from, first, second, options), options);
    }
    const message = typeof third === "string" ? third : undefined;
    return asked(handFrom(first, String(second), message, fourth), fourth);
  }

  async function handFrom(
    from: Turn | { agent: string },
    to: string,
    message: string | undefined,
    options: AskOptions,
  ): Promise<Run> {
    const turn = "run" in from ? from : await awaitAgent(from.agent, { signal: options.signal });
    if (turn) return handOn(turn, to, message, options);
    throw new BatonError(`${from.agent} has answered nothing yet`, { code: "no_result" });
  }

  function cost(): Promise<Cost>;
  function cost(agent: string, options?: CallOptions): Promise<number | null>;
  async function cost(agent?: string, options?: CallOptions): Promise<Cost | number | null> {
    const all = await status(agent === undefined ? [] : [agent], options);
    if (agent !== undefined) return all[0]?.cost_usd ?? null;
    return {
      total: all.reduce((sum, each) => sum + (each.cost_usd ?? 0), 0),
      unknown: all.reduce((sum, each) => sum + each.cost_unknown, 0),
      agents: all.map((each) => ({
        agent: each.agent,
        usd: each.cost_usd,
        unknown: each.cost_unknown,
        turns: each.turns,
      })),
    };
  }

  function result(agent: string, form?: "text", options?: CallOptions): Promise<string | null>;
  function result(agent: string, form: "full", options?: CallOptions): Promise<Settled>;
  async function result(agent: string, form?: "text" | "full", options?: CallOptions) {
    const found = await full(agent, options);
    return form === "full" ? found : found.text;
  }

  return {
    ask: (agent, prompt, options = {}) => asked(open(agent, prompt, options), options),
    cast: (agent, prompt, options = {}) => open(agent, prompt, options),
    awaitAgent,
    async awaitAll({ agents, ...options } = {}) {
      if (agents) {
        await untilIdle(agents, options);
        return Promise.all(agents.map((agent) => full(agent, { signal: options.signal })));
      }
      const waited = [...opened.keys()];
      const ended = await Promise.all(waited.map((id) => runs.wait(id, options)));
      for (const run of ended) if (hasEnded(run)) opened.delete(run.id);
      return ended.map(settled);
    },
    pipe,
    async fan(prompt, agents, options = {}) {
      const project_id = await link.projectId(options);
      const body = {
        prompt,
        agents: namesIn(agents, "fan(prompt, agents)"),
        project_id,
        ...limits(options),
      };
      const { fan } = await link.post("/api/fans", { body }, options);
      for (const { run } of fan.answers) if (run) known(run);
      return fan;
    },
    result,
    status,
    async info(agent, options) {
      const input = { path: at(agent) };
      const [[turns], details] = await Promise.all([
        status([agent], options),
        link.request("GET", "/api/agents/{id}", input, options),
      ]);
      if (turns) return { ...turns, details: details.agent };
      throw new BatonError(`${agent} is no agent that can be asked`, { code: "not_found" });
    },
    async history(agent, { last = 20, ...options } = {}) {
      const input = { path: at(agent), query: { limit: String(last) } };
      return (await link.request("GET", "/api/agents/{id}/history", input, options)).turns;
    },
    cost,
    async reset(agent, { cancel = false, ...options } = {}) {
      await link.post("/api/agents/{id}/reset", { path: at(agent), body: { cancel } }, options);
    },
    async dismiss(agent, options) {
      await link.post("/api/agents/{id}/dismiss", { path: at(agent) }, options);
    },
    fans: fansOf(link),
  };
}

function fansOf(link: Link): Turns["fans"] {
  const at = (id: number) => ({ id: String(id) });
  return {
    get: async (id, options) =>
      (await link.request("GET", "/api/fans/{id}", { path: at(id) }, options)).fan,
    list: async (options) => (await link.request("GET", "/api/fans", {}, options)).fans,
    wait: (id, options = {}) =>
      waitFor<Fan>(
        async (wait, sending) => {
          const input = { path: at(id), query: { wait } };
          return (await link.request("GET", "/api/fans/{id}", input, sending)).fan;
        },
        (fan) => fan.open === 0,
        options,
      ),
    async pick(id, run_id, reason, options) {
      const input = { path: at(id), body: { run_id, reason } };
      return (await link.post("/api/fans/{id}/pick", input, options)).fan;
    },
    async judge(id, agent, criteria, options) {
      const input = { path: at(id), body: { agent, criteria } };
      return (await link.post("/api/fans/{id}/judge", input, options)).fan;
    },
  };
}

const limits = ({ timeout, fresh, parentRun }: AskOptions) => ({
  timeout_seconds: timeout === undefined ? undefined : secondsOf(timeout),
  fresh,
  parent_run_id: parentRun,
});

/** The answer of a run that has ended well; else its failure is thrown. */
function turnOf(run: Run): Turn {
  if (run.outcome !== "succeeded") throw new TurnError(run);
  const text = run.output ?? "";
  return { agent: run.agent, run, text, cost: run.cost_usd, toString: () => text };
}

function settled(run: Run): Settled {
  const { agent } = run;
  if (run.outcome === "succeeded") return { agent, run, text: run.output ?? "", problem: null };
  const problem = run.outcome === null ? stillWorking(agent).message : new TurnError(run).message;
  return { agent, run, text: null, problem };
}

const stillWorking = (agent: string): BatonError =>
  new BatonError(`${agent} is still working`, {
    code: "timeout",
    retryable: true,
    fix: `wait on: awaitAgent("${agent}")`,
  });

/** A turn that was opened. Waiting begins when somebody awaits it or reads along. */
class Answering implements Asked {
  readonly opened: Promise<Run>;
  readonly [Symbol.toStringTag] = "Asked";
  readonly #runs: Runs;
  readonly #options: WaitOptions;
  #turn: Promise<Turn> | undefined;

  constructor(runs: Runs, opened: Promise<Run>, { signal, within }: AskOptions) {
    this.#runs = runs;
    this.opened = opened;
    this.#options = { signal, within };
  }

  #whole(): Promise<Turn> {
    this.#turn ??= this.opened
      .then(({ id }) => this.#runs.wait(id, this.#options))
      .then((run) => {
        if (run.outcome === null) throw stillWorking(run.agent);
        return turnOf(run);
      });
    return this.#turn;
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then<A = Turn, B = never>(
    onTurn?: ((turn: Turn) => A | PromiseLike<A>) | null,
    onFailure?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#whole().then(onTurn, onFailure);
  }

  catch<B = never>(onFailure?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<Turn | B> {
    return this.#whole().catch(onFailure);
  }

  finally(onEnd?: (() => void) | null): Promise<Turn> {
    return this.#whole().finally(onEnd);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    const { id } = await this.opened;
    for await (const news of this.#runs.subscribe(id, { signal: this.#options.signal })) {
      if (news.type === "chunk" && news.kind === "text") yield news.data;
      // Throws what the turn failed with.
      if (news.type === "ended") turnOf(news.run);
    }
  }
}
