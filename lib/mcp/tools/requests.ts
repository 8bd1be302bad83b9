import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { answerRequest, withdrawRequest } from "@/lib/requests/answer";
import { ask as askPeople } from "@/lib/requests/ask";
import { listRequests } from "@/lib/requests/find";
import { type RequestRow, requestToWire } from "@/lib/requests/row";
import { AnswerBody, AskBody, ListRequests, WithdrawBody } from "@/lib/requests/schema";
import { requestWithin } from "@/lib/requests/wait";
import { RequestKind, RequestState } from "@/prisma/generated/enums";
import { actingAs, type Connection, liveTaskOf } from "../connection";
import * as field from "../fields";
import { type Answer, defineTool, READS, WRITES } from "../tool";

const request = z.int().positive().max(MAX_INT).describe("The request's id");
const wait = field
  .clamped(0, 50, 0)
  .describe("How many seconds to wait for the answer: 0 to 50, 0 when absent");

export const ask = defineTool({
  name: "ask_person",
  title: "Ask a person",
  description:
    "Ask a person what you cannot decide: a question, a choice between options, or permission for a tool. Your ticket waits meanwhile, loses nothing and costs nothing. With wait the answer may come at once; else read it with request_get, or stop: your next claim or poll gives you the same ticket with the answer.",
  input: z.strictObject({
    id: z
      .string()
      .optional()
      .describe("The ticket that it is about; left out, the one you are working on"),
    title: z.string().describe("The question in one line, at most 200 characters"),
    body: z.string().optional().describe("What the person has to know to answer it, in Markdown"),
    kind: z.enum(RequestKind).optional().describe("choice with options, else question"),
    options: z.array(z.string()).optional().describe("2 to 10 answers to choose from"),
    proposed: z.string().optional().describe("The option that you would take"),
    tool: z.string().optional().describe("The tool that you ask permission for"),
    arguments: z.record(z.string(), z.unknown()).optional().describe("What you would call it with"),
    deadline_seconds: z.int().optional().describe("How long you can wait, 10 or more"),
    on_deadline: z
      .string()
      .optional()
      .describe(
        'What counts then: an option, or "fail", which is what happens when it is left out',
      ),
    agent: field.agent.optional(),
    wait,
  }),
  annotations: WRITES,
  run: async (given, { id, agent, wait: seconds, on_deadline, ...question }) => {
    const connection = actingAs(given, agent);
    const runId = await runOf(connection, id);
    const last =
      on_deadline === undefined || on_deadline === "fail"
        ? on_deadline
        : lastWord(on_deadline, question.options);
    const body = parse(AskBody, { ...question, on_deadline: last }, "arguments");
    const asked = await askPeople(connection.ctx, { runId, body });
    return shown(connection, await within(connection, asked.request, seconds));
  },
});

/** The answer that counts at the deadline: one of the options, or words. */
const lastWord = (word: string, options: readonly string[] = ["allow", "deny"]) =>
  options.includes(word) ? { option: word } : { text: word };

export const read = defineTool({
  name: "request_get",
  title: "Read a request",
  description:
    "What became of a question: its state and the answer. With wait it answers as soon as somebody has. Reading the answer to your own question lets your run go on.",
  input: z.strictObject({ request, agent: field.agent.optional(), wait }),
  annotations: READS,
  run: async (given, { request: id, agent, wait: seconds }) => {
    const connection = actingAs(given, agent);
    const { ctx, signal, caller } = connection;
    return shown(connection, await requestWithin(ctx, id, seconds, signal, caller));
  },
});

export const listOpen = defineTool({
  name: "request_list",
  title: "List requests",
  description: "What agents ask of people in this project: the open ones, oldest first.",
  input: z.strictObject({
    id: z.string().optional().describe("Only those about this ticket"),
    state: z.enum(RequestState).default("open").describe("open when absent"),
    limit: field.clamped(1, 200, 50),
  }),
  annotations: READS,
  run: async (connection, { id, state, limit }) => {
    const task = id === undefined ? null : await liveTaskOf(connection, id);
    const query = parse(ListRequests, { status: state, limit: String(limit) }, "arguments");
    const { requests } = await listRequests(connection.ctx, {
      ...query,
      project_id: connection.project.id,
      task_id: task?.id,
    });
    const { actor } = forPeople(connection);
    return { kind: "requests", requests: requests.map((row) => requestToWire(row, actor)) };
  },
});

export const answer = defineTool({
  name: "request_answer",
  title: "Answer a request",
  description:
    "Answer what an agent asks, for people: its work goes on with the answer. Give an option's id, your own words, or both. Agents answer only questions that name them.",
  input: z.strictObject({
    request,
    option: z.string().optional().describe("The id of one of its options"),
    text: z.string().optional().describe("Your own words, or a note beside the option"),
  }),
  annotations: WRITES,
  run: async (connection, { request: id, ...given }) => {
    const body = parse(AnswerBody, given, "arguments");
    return shown(connection, await answerRequest(forPeople(connection), { id, body }));
  },
});

export const withdraw = defineTool({
  name: "request_withdraw",
  title: "Withdraw a request",
  description: "Take a question back that you no longer need: the work goes on without an answer.",
  input: z.strictObject({ request, reason: z.string().optional() }),
  annotations: { ...WRITES, idempotentHint: true },
  run: async (connection, { request: id, ...given }) => {
    const { reason } = parse(WithdrawBody, given, "arguments");
    return shown(connection, await withdrawRequest(connection.ctx, { id, reason }));
  },
});

/** A general key that names no agent speaks for a person, not for the name that all such callers share. */
function forPeople({ ctx, isNamed }: Connection): Connection["ctx"] {
  const { actor } = ctx;
  return actor.kind === "key" && !isNamed ? ctx.as({ ...actor, agentName: null }) : ctx;
}

async function within(
  { ctx, signal, caller }: Connection,
  row: RequestRow,
  seconds: number,
): Promise<RequestRow> {
  if (seconds === 0 || row.state !== "open") return row;
  return requestWithin(ctx, row.id, seconds, signal, caller);
}

function shown(connection: Connection, row: RequestRow): Answer {
  const next =
    row.state === "open"
      ? `nobody has answered yet: call request_get request=${row.id} wait=50, or stop here and go on with your next claim`
      : undefined;
  const { actor } = forPeople(connection);
  return { kind: "request", request: requestToWire(row, actor), next };
}

/** The run that asks: of the ticket that is named, of the run's key, or of the only ticket that the agent works on. */
async function runOf(connection: Connection, ref: string | undefined): Promise<number> {
  const { ctx, agent, project } = connection;
  if (ref !== undefined) {
    const { run_id, ticket_ref } = await liveTaskOf(connection, ref);
    if (run_id === null) throw invalid("id", `${ticket_ref} is not in progress: claim it first`);
    return run_id;
  }
  if (ctx.actor.kind === "agent" && ctx.actor.runId !== null) return ctx.actor.runId;
  const held = await ctx.db.$queryRaw<{ run_id: number }[]>`
    SELECT run_id FROM tasks
    WHERE assigned_to = ${agent} AND status = 'in_progress' AND run_id IS NOT NULL AND project_id = ${project.id} LIMIT 2`;
  const [only, other] = held;
  if (only && !other) return only.run_id;
  throw invalid(
    "id",
    only
      ? "is needed: you work on several tickets"
      : "names the ticket that it is about: claim one first",
  );
}
