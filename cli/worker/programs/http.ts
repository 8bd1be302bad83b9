import { type Refused, refusedWith } from "@/client/failures";
import { timeLimit } from "@/client/time-limit";
import { Failure } from "../../failure";
import { httpFetch } from "../../http";
import { readAnswer } from "./answer";
import { classOfStatus, inWords } from "./ended";
import { failed, type Job, NO_USAGE, namedSession, type Outcome, type Program } from "./program";

const LONGEST_ANSWER = 4 * 1024 * 1024;

/**
 * An address that takes `{run, task, prompt, system, model, session}` by POST and answers with a text, or with JSON as a program's
 * (`readAnswer`). The key in BATON_HTTP_TOKEN goes with it.
 */
export function httpProgram(endpoint: string, token: string | null): Program {
  return {
    name: `http ${endpoint}`.slice(0, 200),
    environment: null,
    canOnlyRead: false,
    steers: [],
    async check() {
      if (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)) return null;
      throw new Failure(`${endpoint} is no address`, {
        code: "not_installed",
        fix: "give --endpoint an address such as http://127.0.0.1:8080/work",
      });
    },
    run: (job) => ask(endpoint, token, job),
  };
}

async function ask(endpoint: string, token: string | null, job: Job): Promise<Outcome> {
  const { run, ticketRef: task, prompt, system, model, session, limits } = job;
  const limit = timeLimit(limits.timeoutMs, job.signal);
  try {
    const response = await httpFetch(
      new Request(endpoint, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/plain;q=0.9",
          "idempotency-key": `baton-run-${run}`,
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ run, task, prompt, system, model, session: session?.id ?? null }),
        signal: limit.signal,
      }),
    );
    const text = await bounded(response);
    if (!response.ok) return refusal(refusedWith(response, text), text);
    const said = readAnswer(text);
    const ended = {
      usage: said?.usage ?? NO_USAGE,
      session: namedSession(said?.sessionId ?? null),
    };
    if (said?.error) return failed("agent", said.error, ended);
    const answer = (said?.text ?? text).trim();
    if (answer === "") return failed("empty_answer", `${endpoint} answered nothing`, ended);
    job.say("text", `${answer}\n`);
    return { status: "done", text: answer, ...ended };
  } catch (error) {
    if (limit.isOver()) {
      const error = `${endpoint} did not answer within ${inWords(limits.timeoutMs)}`;
      return failed("timeout", error);
    }
    if (job.signal.aborted) return failed("cancelled", `the request to ${endpoint} was stopped`);
    if (error instanceof TooLong) return failed("protocol", error.message);
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return failed("network", `${endpoint} does not answer: ${(cause as Error).message}`);
  } finally {
    limit.end();
  }
}

function refusal({ status, message }: Refused, text: string): Outcome {
  const said = readAnswer(text);
  const why = said?.error ?? (text.trim().slice(0, 2_000) || message);
  return failed(classOfStatus(status) ?? "agent", `it answered ${status}: ${why}`);
}

class TooLong extends Error {}

async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    length += part.value.length;
    if (length <= LONGEST_ANSWER) continue;
    await reader?.cancel().catch(() => undefined);
    throw new TooLong(`the answer is longer than ${LONGEST_ANSWER} bytes`);
  }
  return Buffer.concat(parts).toString("utf8");
}
