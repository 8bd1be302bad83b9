import type { Answer, Baton, Input } from "@/client/client";
import { Refused } from "@/client/failures";
import { EXIT, Failure } from "../failure";
import type { Plan } from "./plan";
import type { Deviation, Ticket } from "./ticket";

type Step = Input<"imports.orkestra">["body"];
type Part<Name extends Step["step"]> = Extract<Step, { step: Name }>;
type Done<Name extends Step["step"]> = Extract<Answer<"imports.orkestra">, { step: Name }>;

/** For how long a part is sent again while Baton restarts. */
const PATIENCE_MS = 30_000;
const PART_TICKETS = 200;
/** Well below the size limit of a request's body. */
const PART_BYTES = 700_000;

/** The result for one project. */
export interface Outcome {
  project: string;
  created_project: boolean;
  tickets: number;
  created: number;
  present: number;
  comments: number;
  links: number;
  /** Parents that became done because all their children are. */
  finished: string[];
  deviations: Deviation[];
}

type Progress = (done: number, of: number, what: string) => void;

/** Sends a plan to Baton in parts. Parts may be repeated, so it waits for a server that restarts meanwhile. */
export async function sendPlan(baton: Baton, plan: Plan, dryRun: boolean, progress: Progress) {
  const { prefix, tickets } = plan;
  const step = async <Name extends Step["step"]>(body: Part<Name> & Step) => {
    // No retry for the first request: a server that does not answer it is not running, while one that stops later will be back.
    const again = body.step !== "begin";
    const options = { again, ...(again ? { patienceMs: PATIENCE_MS } : {}), timeoutMs: 120_000 };
    // Each step is answered by its own kind of answer.
    return (await baton.call("imports.orkestra", { body }, options)) as Done<Name>;
  };
  const begun = await step({
    step: "begin",
    project: prefix,
    name: plan.source.slice(0, 100),
    numbers: tickets.map(({ number }) => number),
    dry_run: dryRun,
  }).catch((error: unknown) => {
    throw badPrefix(error, plan) ?? error;
  });
  const outcome: Outcome = {
    project: prefix,
    created_project: dryRun ? begun.project === null : begun.created,
    tickets: tickets.length,
    created: dryRun ? tickets.length - begun.present : 0,
    present: begun.present,
    comments: dryRun ? sum(tickets, ({ comments }) => comments.length) : 0,
    links: dryRun ? sum(tickets, ({ links }) => links.length) : 0,
    finished: [],
    deviations: [...plan.deviations],
  };
  if (dryRun) return outcome;
  let sent = 0;
  for (const part of partsOf(tickets)) {
    const answer = await step({ step: "tickets", project: prefix, tickets: part });
    outcome.created += answer.created;
    outcome.comments += answer.comments;
    outcome.links += answer.links;
    outcome.deviations.push(
      ...answer.deviations.map(({ source_id, what }) => ({ id: source_id, what })),
    );
    sent += part.length;
    progress(Math.min(sent, tickets.length), tickets.length, "tickets");
  }
  for (let after: number | null = 0; after !== null; ) {
    const answer: Done<"finish"> = await step({
      step: "finish",
      project: prefix,
      after,
    });
    outcome.finished.push(...answer.finished);
    after = answer.next;
    progress(tickets.length, tickets.length, "tickets, bringing what hangs together into line");
  }
  return outcome;
}

/** Splits tickets into parts within the limits. A ticket with more comments than fit continues in the next parts. */
export function* partsOf(tickets: Ticket[]): Generator<Ticket[]> {
  let part: Ticket[] = [];
  let bytes = 0;
  for (const ticket of tickets) {
    for (const share of sharesOf(ticket)) {
      const size = JSON.stringify(share).length;
      const isContinued = part.some(({ number }) => number === share.number);
      const isFull = part.length === PART_TICKETS || bytes + size > PART_BYTES;
      if (part.length > 0 && (isFull || isContinued)) {
        yield part;
        part = [];
        bytes = 0;
      }
      part.push(share);
      bytes += size;
    }
  }
  if (part.length > 0) yield part;
}

function sharesOf(ticket: Ticket): Ticket[] {
  const shares: Ticket[] = [{ ...ticket, comments: [] }];
  let bytes = JSON.stringify(shares[0]).length;
  for (const comment of ticket.comments) {
    const size = JSON.stringify(comment).length;
    if (bytes + size > PART_BYTES && (shares.at(-1)?.comments.length ?? 0) > 0) {
      shares.push({ ...ticket, comments: [], links: [] });
      bytes = 0;
    }
    shares.at(-1)?.comments.push(comment);
    bytes += size;
  }
  return shares;
}

function sum(tickets: Ticket[], of: (ticket: Ticket) => number): number {
  return tickets.reduce((total, ticket) => total + of(ticket), 0);
}

/** Explains that a project's name in Orkestra cannot be a ticket prefix. */
function badPrefix(error: unknown, { prefix }: Plan): Failure | null {
  if (!(error instanceof Refused) || !/project: must/.test(error.message)) return null;
  return new Failure(`"${prefix}" cannot be a ticket prefix of Baton: ${error.message}`, {
    exitCode: EXIT.usage,
    fix: "choose one with --as PREFIX; the numbers stay",
  });
}
