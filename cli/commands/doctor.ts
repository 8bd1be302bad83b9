import { Command } from "commander";
import type { Answer, Baton } from "@/client/client";
import { Refused } from "@/client/failures";
import { followEvents } from "@/client/follow";
import { EXIT, Failure } from "../failure";
import { DEFAULT_PROFILE, isReadableByOthers, profileFile } from "../profile";
import { shown } from "../refusals";
import type { Globals, Open, Session } from "../session";

interface Finding {
  check: string;
  ok: boolean;
  says: string;
  fix?: string;
  exitCode?: number;
}

const STREAM_MS = 10_000;
const CLOCK_MS = 5_000;
const MOST_FAILED = 5;
/** How a schedule may be: somebody paused it, or it has nothing more to do. */
const FINE: string[] = ["ok", "paused", "finished"];

/** `mc doctor`: looks at everything between this machine and working agents. */
export function doctorCommand(open: Open): Command {
  const command = new Command("doctor").description(
    "check this machine, the connection, the server and the agents",
  );
  return command.action(async () => {
    const session = open(command.optsWithGlobals<Globals>());
    const { out } = session;
    const findings = await examine(session);
    if (out.json)
      await out.value({ ok: findings.every(({ ok }) => ok), checks: findings.map(wire) });
    else
      for (const { ok, check, says, fix } of findings) {
        const mark = ok ? out.paint("ok", "green") : out.paint("NO", "red", "bold");
        await out.line(
          `${mark}  ${check.padEnd(12)} ${says}${fix && !ok ? `\n    ${out.paint(fix, "dim")}` : ""}`,
        );
      }
    const worst = findings.find(({ ok }) => !ok);
    if (worst) process.exitCode = worst.exitCode ?? EXIT.server;
  });
}

const wire = ({ check, ok, says, fix }: Finding) => ({ check, ok, says, ...(ok ? {} : { fix }) });

async function examine(session: Session): Promise<Finding[]> {
  const findings = [nodeVersion(), profileMode(session)];
  const baton = await session.baton();
  const begun = performance.now();
  const health = await attempt(session, "server", async () => {
    const read = await baton.call("health.read", {}, { signal: session.signal, patienceMs: 0 });
    const ms = Math.round(performance.now() - begun);
    const jobs = read.jobs === "ok" || read.jobs === "elsewhere";
    return [
      {
        check: "server",
        ok: read.status === "ok",
        says: `Baton ${read.version} at ${session.settings.url} is ${read.status}, in ${ms} ms`,
        fix: "look at the server's log; mc raw GET /api/health shows what it says",
      },
      { check: "database", ok: read.db === "ok", says: read.db },
      {
        check: "jobs",
        ok: jobs,
        says: read.jobs,
        fix: "start a server with BATON_ROLE=all or jobs",
      },
      clock(read.ts),
    ];
  });
  findings.push(...health);
  if (health.length === 1) return findings;
  const caller = await attempt(session, "key", async () => {
    const { user } = await baton.call("accounts.me", {}, { signal: session.signal });
    return [{ check: "key", ok: true, says: `${user.username} (${user.role})` }];
  });
  findings.push(...caller);
  if (!caller[0]?.ok) return findings;
  findings.push(
    ...(await attempt(session, "events", async () => [await stream(baton, session.signal)])),
  );
  findings.push(...(await attempt(session, "agents", () => agents(baton, session.signal))));
  findings.push(...(await attempt(session, "schedules", () => schedules(baton, session.signal))));
  if (caller[0].says.endsWith("(admin)")) {
    findings.push(...(await attempt(session, "triggers", () => triggers(baton, session.signal))));
    findings.push(...(await attempt(session, "webhooks", () => webhooks(baton, session.signal))));
    findings.push(...(await attempt(session, "backups", () => backups(baton, session.signal))));
  }
  return findings;
}

async function attempt(
  session: Session,
  check: string,
  look: () => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const failure = shown(error, session.settings);
    if (!(failure instanceof Failure)) throw error;
    const { message, fix, exitCode } = failure;
    return [{ check, ok: false, says: message, fix, exitCode }];
  }
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return {
    check: "node",
    ok: major >= 18,
    says: `Node ${process.versions.node}`,
    fix: "install Node 18 or newer",
    exitCode: EXIT.usage,
  };
}

function profileMode({ globals }: Session): Finding {
  const name = globals.profile ?? DEFAULT_PROFILE;
  const isOpen = isReadableByOthers(name);
  return {
    check: "profile",
    ok: isOpen !== true,
    says: isOpen === null ? `there is no profile "${name}"` : profileFile(name),
    fix: `others can read the key: chmod 600 ${profileFile(name)}`,
    exitCode: EXIT.usage,
  };
}

function clock(serverTime: string): Finding {
  const offset = Math.round(Date.now() - Date.parse(serverTime));
  return {
    check: "clock",
    ok: Math.abs(offset) < CLOCK_MS,
    says: `${Math.abs(offset)} ms ${offset < 0 ? "behind" : "ahead of"} the server's`,
    fix: "set this machine's clock by NTP",
    exitCode: EXIT.usage,
  };
}

/** Whether the event stream comes through: some proxies keep it to themselves. */
async function stream(baton: Baton, outer: AbortSignal): Promise<Finding> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  outer.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(stop, STREAM_MS);
  const begun = performance.now();
  try {
    for await (const heard of followEvents(baton, { signal: controller.signal })) {
      if (heard.kind !== "connected") continue;
      const ms = Math.round(performance.now() - begun);
      return { check: "events", ok: true, says: `the stream comes through, in ${ms} ms` };
    }
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
  return {
    check: "events",
    ok: false,
    says: `the stream said nothing for ${STREAM_MS / 1_000} s`,
    fix: "a proxy in front of Baton may buffer it: turn buffering off for /api/events",
    exitCode: EXIT.network,
  };
}

async function agents(baton: Baton, signal: AbortSignal): Promise<Finding[]> {
  const [{ agents: all }, { tasks: failed, total }] = await Promise.all([
    baton.call("agents.list", { query: { limit: "200" } }, { signal }),
    baton.call(
      "tasks.list",
      { query: { status: "failed", limit: String(MOST_FAILED) } },
      { signal },
    ),
  ]);
  const waited = all.filter(
    ({ status, taskStats }) =>
      status === "offline" && taskStats.assigned + taskStats.in_progress > 0,
  );
  return [
    {
      check: "agents",
      ok: waited.length === 0,
      says:
        waited.length === 0
          ? `${all.filter(({ status }) => status !== "offline").length} of ${all.length} are there`
          : `offline with work: ${waited.map(({ name }) => name).join(", ")}`,
      fix: "start them, or give their tasks to others: mc tasks update TASK --assigned-to NAME",
    },
    {
      check: "failed work",
      // It waits for a person, and nothing between this machine and the agents is broken.
      ok: true,
      says:
        total === 0
          ? "none"
          : `${total}: ${failed.map(({ ticket_ref }) => ticket_ref).join(", ")}; mc why TASK says why`,
    },
  ];
}

async function schedules(baton: Baton, signal: AbortSignal): Promise<Finding[]> {
  let cursor: string | undefined;
  let count = 0;
  const ill: string[] = [];
  do {
    const query = { limit: "200", ...(cursor === undefined ? {} : { cursor }) };
    const page = await baton.call("schedules.list", { query }, { signal });
    count += page.schedules.length;
    for (const { health, name } of page.schedules)
      if (!FINE.includes(health.state)) ill.push(`${name} (${health.state}): ${health.message}`);
    cursor = page.next_cursor !== cursor ? (page.next_cursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  return [
    {
      check: "schedules",
      ok: ill.length === 0,
      says: ill.length === 0 ? `${count}, none in trouble` : shortly(ill, "; "),
      fix: "mc schedules runs NAME says what happened",
    },
  ];
}

/** Triggers that can make no task: those that failed last, and hooks without a secret that can be read. Paused ones are named. */
async function triggers(baton: Baton, signal: AbortSignal): Promise<Finding[]> {
  let cursor: string | undefined;
  let count = 0;
  const paused: string[] = [];
  const ill: string[] = [];
  do {
    const query = { limit: "200", ...(cursor === undefined ? {} : { cursor }) };
    const page = await unlessForbidden(baton.call("triggers.list", { query }, { signal }));
    if (page === null) return [];
    count += page.triggers.length;
    for (const trigger of page.triggers) {
      if (trigger.paused) paused.push(trigger.name);
      const trouble = troubleOf(trigger);
      if (trouble !== null) ill.push(`${trigger.name} ${trouble}`);
    }
    cursor = page.next_cursor !== cursor ? (page.next_cursor ?? undefined) : undefined;
  } while (cursor !== undefined);
  const rest = paused.length === 0 ? "" : `; paused: ${shortly(paused, ", ")}`;
  return [
    {
      check: "triggers",
      ok: ill.length === 0,
      says: `${ill.length === 0 ? `${count}, none in trouble` : shortly(ill, "; ")}${rest}`,
      fix: "mc triggers deliveries NAME says what happened; mc triggers rotate NAME gives a new secret",
    },
  ];
}

type TriggerSeen = Answer<"triggers.list">["triggers"][number];

function troubleOf({ paused, secret_readable, last_error }: TriggerSeen): string | null {
  if (secret_readable === false) return "has no secret that can be read";
  // What fails while it is paused is known.
  return last_error !== null && !paused ? `fails: ${last_error}` : null;
}

/** Webhooks whose messages do not arrive. */
async function webhooks(baton: Baton, signal: AbortSignal): Promise<Finding[]> {
  const read = await unlessForbidden(baton.call("webhooks.list", {}, { signal }));
  if (read === null) return [];
  const ill = read.webhooks
    .filter(({ health }) => health === "failing" || health === "disabled")
    .map(({ name, health, last_error }) => `${name} (${health}): ${last_error ?? "no answer"}`);
  return [
    {
      check: "webhooks",
      ok: ill.length === 0,
      says: ill.length === 0 ? `${read.webhooks.length}, none in trouble` : shortly(ill, "; "),
      fix: "mc webhooks deliveries says what happened; mc webhooks test NAME tries one",
    },
  ];
}

/** The first few, and how many more there are. */
function shortly(all: readonly string[], between: string): string {
  const more = all.length > MOST_FAILED ? `${between}and ${all.length - MOST_FAILED} more` : "";
  return `${all.slice(0, MOST_FAILED).join(between)}${more}`;
}

/** Null for who may not know: an admin's key that is limited to a project, or an agent's. */
async function unlessForbidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Refused && error.status === 403) return null;
    throw error;
  }
}

async function backups(baton: Baton, signal: AbortSignal): Promise<Finding[]> {
  const read = await unlessForbidden(baton.call("backups.list", {}, { signal }));
  if (read === null) return [];
  const { health, last_success: last } = read;
  const when = last === null ? "" : `; the last one is ${ageOf(last.started_at)} old`;
  return [
    {
      check: "backups",
      // Without any of its own an operator may have others.
      ok: health.state !== "failing" && health.state !== "late",
      says: health.state === "ok" ? `they are made${when}` : `${health.message}${when}`,
      fix: "mc backups list says what happened; mc backup FILE makes one now",
    },
  ];
}

function ageOf(seconds: number): string {
  const hours = Math.max(0, Math.round((Date.now() / 1_000 - seconds) / 3_600));
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
