import { Command } from "commander";
import type { Answer } from "@/client/client";
import { EXIT, Failure, usage } from "../failure";
import { cast, dismiss, history, reset } from "../groups/turns";
import { harmless, oneLine } from "../output/table";
import type { Globals, Open, Session } from "../session";
import { type Run, untilEnded } from "../turns/said";
import { commandOf } from "../verbs/command";
import { projectIdOf } from "../verbs/project";

export const castCommand = (open: Open): Command => commandOf(cast, "cast", open);
export const historyCommand = (open: Open): Command => commandOf(history, "history", open);
export const resetCommand = (open: Open): Command => commandOf(reset, "reset", open);
export const dismissCommand = (open: Open): Command => commandOf(dismiss, "dismiss", open);

/** As long as one request waits at the server, in seconds. */
const WAIT_SECONDS = 50;

interface Options {
  fresh?: boolean;
  limit?: string;
}

/** The options of every question. */
const question = (command: Command): Command =>
  command
    .option("--fresh", "outside of the agent's conversation")
    .option("--limit <seconds>", "how long the turn may take once it runs");

const bodyOf = async (session: Session, { fresh, limit }: Options) => {
  const { project } = session.settings;
  if (limit !== undefined && !(Number(limit) > 0))
    throw usage(`--limit ${limit} is no number of seconds`, "such as --limit 300");
  return {
    ...(fresh ? { fresh } : {}),
    ...(limit === undefined ? {} : { timeout_seconds: Number(limit) }),
    ...(project === null ? {} : { project_id: await projectIdOf(session, project) }),
  };
};

/** `mc ask AGENT PROMPT`: asks an agent, and prints its answer as it comes. */
export function askCommand(open: Open): Command {
  const command = new Command("ask")
    .description("ask an agent something, and print its answer as it comes")
    .argument("<agent>", "its name")
    .argument("<prompt...>", "what to ask");
  return question(command).action(async (agent: string, words: string[], options: Options) => {
    const session = open(command.optsWithGlobals<Globals>());
    const body = { prompt: words.join(" "), ...(await bodyOf(session, options)) };
    const baton = await session.baton();
    const asked = await baton.call("turns.ask", { path: { id: agent }, body }, session);
    await follow(session, asked);
  });
}

/** `mc pipe RUN AGENT [MESSAGE]`: asks an agent something about what a run said. */
export function pipeCommand(open: Open): Command {
  const command = new Command("pipe")
    .description("ask an agent something about the output of a run, and print its answer")
    .argument("<run>", "the run, or the agent whose latest answer is meant")
    .argument("<agent>", "the agent to ask")
    .argument("[message...]", "what to do with it");
  return question(command).action(
    async (from: string, to: string, words: string[], options: Options) => {
      const session = open(command.optsWithGlobals<Globals>());
      const baton = await session.baton();
      const id = /^\d+$/.test(from) ? from : String(await latestRun(session, from));
      const { project_id: _, ...given } = await bodyOf(session, options);
      const message = words.length === 0 ? {} : { message: words.join(" ") };
      const body = { to, ...message, ...given };
      await follow(session, await baton.call("turns.pipe", { path: { id }, body }, session));
    },
  );
}

async function latestRun(session: Session, agent: string): Promise<number> {
  const baton = await session.baton();
  const { run, problem } = await baton.call("turns.result", { path: { id: agent } }, session);
  if (run) return run.id;
  throw new Failure(problem ?? `${agent} has no turn`, { code: "no_result", exitCode: EXIT.usage });
}

async function follow(session: Session, { run, queue }: Answer<"turns.ask">): Promise<void> {
  const { out, signal } = session;
  const ahead = queue.waiting - 1;
  const behind = ahead > 0 && run.state === "queued" ? `, behind ${ahead} that wait` : "";
  out.note(`mc: ${run.agent} is asked, run ${run.id}${behind}`);
  const ended = await untilEnded(await session.baton(), run.id, out, signal);
  if (out.json) await out.value({ run: ended });
  assertAnswered(ended);
}

function assertAnswered({ id, agent, outcome, error, error_class: code }: Run): void {
  if (outcome === "succeeded") return;
  throw new Failure(
    `run ${id} of ${agent} ${outcome?.replace("_", " ")}: ${error ?? "no reason"}`,
    {
      exitCode: EXIT.server,
      code: code ?? "failed",
      fix: "ask again when that is put right",
    },
  );
}

/** `mc fan PROMPT --agents a,b`: asks several agents the same, and prints all answers. */
export function fanCommand(open: Open): Command {
  const command = new Command("fan")
    .description("ask several agents the same, and print their answers when all are there")
    .argument("<prompt...>", "what to ask")
    .requiredOption("--agents <a,b>", "whom to ask")
    .option("--no-wait", "do not wait for the answers");
  return question(command).action(
    async (words: string[], options: Options & { agents: string; wait: boolean }) => {
      const session = open(command.optsWithGlobals<Globals>());
      const { out, signal } = session;
      const baton = await session.baton();
      const agents = options.agents.split(",").map((name) => name.trim());
      const body = { prompt: words.join(" "), agents, ...(await bodyOf(session, options)) };
      let { fan } = await baton.call("fans.create", { body }, session);
      for (const { agent, problem } of fan.refused)
        out.note(`mc: ${agent} is not asked: ${problem}`);
      const path = { id: String(fan.id) };
      const query = { wait: String(WAIT_SECONDS) };
      while (options.wait && fan.open > 0)
        ({ fan } = await baton.call("fans.read", { path, query }, waiting(session)));
      signal.throwIfAborted();
      if (out.json) return out.value({ fan });
      if (out.quiet) return out.line(String(fan.id));
      for (const { agent, run, problem } of fan.answers) {
        await out.line(out.paint(`## ${oneLine(agent)}, run ${run.id}`, "bold"));
        await out.line(`${harmless((problem ?? run.output ?? "").trimEnd())}\n`);
      }
      out.note(`mc: fan ${fan.id}; mc fans pick ${fan.id} RUN REASON picks one`);
    },
  );
}

const waiting = ({ signal }: Session) => ({ signal, timeoutMs: (WAIT_SECONDS + 15) * 1_000 });

/** `mc await [AGENT…]`: waits until agents have answered all they were asked, and prints their latest answers. */
export function awaitCommand(open: Open): Command {
  const command = new Command("await")
    .description("wait until agents have answered everything, and print their latest answers")
    .argument("[agents...]", "their names; every agent that is asked something when left out")
    .option("--for <seconds>", "how long to wait; their turns go on after that")
    .option("--fan <fan>", "the answers of a fan alone");
  return command.action(async (names: string[], options: { for?: string; fan?: string }) => {
    const session = open(command.optsWithGlobals<Globals>());
    const baton = await session.baton();
    const limitMs =
      options.for === undefined ? Number.POSITIVE_INFINITY : Number(options.for) * 1_000;
    if (Number.isNaN(limitMs))
      throw usage(`--for ${options.for} is no number of seconds`, "such as --for 60");
    const until = performance.now() + limitMs;
    let agents = names;
    for (;;) {
      const left = Math.max(0, Math.ceil((until - performance.now()) / 1_000));
      const query = {
        wait: String(Math.min(WAIT_SECONDS, left)),
        ...(agents.length > 0 ? { agents: agents.join(",") } : {}),
        ...(options.fan === undefined ? {} : { fan_id: options.fan }),
      };
      const status = await baton.call("turns.status", { query }, waiting(session));
      // Whoever is asked now is waited for, also when others are asked meanwhile.
      if (agents.length === 0)
        agents = status.agents.filter(({ state }) => state !== "idle").map(({ agent }) => agent);
      if (!status.idle && left > 0) continue;
      if (agents.length === 0) agents = status.agents.map(({ agent }) => agent);
      await printResults(session, agents, status.idle);
      if (status.idle) return;
      throw new Failure("they are still working", {
        exitCode: EXIT.usage,
        code: "still_working",
        fix: "wait again: their turns go on",
        retryable: true,
      });
    }
  });
}

async function printResults(session: Session, agents: string[], idle: boolean): Promise<void> {
  const { out, signal } = session;
  const baton = await session.baton();
  const results: Answer<"turns.result">[] = [];
  for (const agent of agents)
    results.push(await baton.call("turns.result", { path: { id: agent } }, { signal }));
  if (out.json) return out.value({ idle, results });
  for (const { agent, text, problem } of results) {
    await out.line(out.paint(`## ${oneLine(agent)}`, "bold"));
    await out.line(`${harmless((text ?? problem ?? "").trimEnd())}\n`);
  }
}

/** `mc result AGENT`: the answer of an agent's latest turn. */
export function resultCommand(open: Open): Command {
  const command = new Command("result")
    .description("print the answer of an agent's latest turn; fails if that has none")
    .argument("<agent>", "its name")
    .option("--run <run>", "that of another turn");
  return command.action(async (agent: string, { run }: { run?: string }) => {
    const session = open(command.optsWithGlobals<Globals>());
    const { out, signal } = session;
    const baton = await session.baton();
    const query = run === undefined ? {} : { run_id: run };
    const result = await baton.call("turns.result", { path: { id: agent }, query }, { signal });
    if (out.json) await out.value(result);
    else if (result.text !== null) await out.line(harmless(result.text.trimEnd()));
    if (result.text === null)
      throw new Failure(result.problem ?? "no result", { code: "no_result", exitCode: EXIT.usage });
  });
}
