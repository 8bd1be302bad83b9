import { BatonError } from "./errors";
import type { Link } from "./link";
import { environment } from "./platform";
import { misuse } from "./refusals";
import type { Person, PersonAnswer, PersonRequest, QuestionOptions } from "./types";
import { waitFor } from "./wait";

export function personOf(link: Link): Person {
  const requestNow = async (id: number, wait: string, sending: object): Promise<PersonRequest> =>
    (
      await link.request(
        "GET",
        "/api/requests/{id}",
        { path: { id: String(id) }, query: { wait } },
        sending,
      )
    ).request;
  return {
    async ask(title, options = {}) {
      const { signal, within, idempotencyKey } = options;
      const input = { path: { id: String(runOf(options)) }, body: questionOf(title, options) };
      const asked = await link.post("/api/runs/{id}/requests", input, { signal, idempotencyKey });
      const { id } = asked.request;
      const request = isOver(asked.request)
        ? asked.request
        : await waitFor((wait, sending) => requestNow(id, wait, sending), isOver, {
            signal,
            within,
          });
      return answerOf(request);
    },
    requests: async (query = {}, options) =>
      (await link.request("GET", "/api/requests", { query }, options)).requests,
    async answer(id, answer, options) {
      const body = typeof answer === "string" ? { option: answer } : answer;
      const input = { path: { id: String(id) }, body };
      return (await link.post("/api/requests/{id}/answer", input, options)).request;
    },
    async withdraw(id, reason, options) {
      const input = { path: { id: String(id) }, body: { reason } };
      return (await link.post("/api/requests/{id}/withdraw", input, options)).request;
    },
  };
}

const isOver = ({ state }: PersonRequest): boolean => state !== "open";

function runOf({ run }: QuestionOptions): number {
  const named = run ?? Number(environment().MC_RUN);
  if (Number.isInteger(named) && named > 0) return named;
  throw misuse(
    "person.ask asks on behalf of a run, and there is none",
    "call it in a program that a worker started, or name one: person.ask(title, { run })",
  );
}

function questionOf(title: string, options: QuestionOptions) {
  const { body, kind, proposed, tool, deadline } = options;
  return {
    title,
    body,
    kind,
    proposed,
    tool,
    arguments: options.arguments,
    options: options.options && [...options.options],
    may_answer: options.mayAnswer && [...options.mayAnswer],
    deadline_seconds: deadline === undefined ? undefined : Math.ceil(deadline / 1_000),
    on_deadline: options.onDeadline,
  };
}

function answerOf(request: PersonRequest): PersonAnswer {
  const { state, answer, closed_by: by } = request;
  if (state === "open")
    throw new BatonError(`nobody has answered "${request.title}" yet`, {
      code: "timeout",
      retryable: true,
      fix: "ask again: it is the same request while it is open",
    });
  const { option = null, label = null, text = null } = answer ?? {};
  return { state, option, label, text, by, request, toString: () => label ?? text ?? "" };
}
