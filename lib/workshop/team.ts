import { z } from "zod";
import { findAgent } from "@/lib/agents/find";
import { authorize } from "@/lib/auth/permissions";
import { AgentName } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { listProfiles } from "@/lib/profiles/change";
import { createTeamAgent, setDefaults } from "@/lib/profiles/create-agent";
import { makeAgent } from "@/lib/profiles/make-agent";
import { orchestratorOf } from "@/lib/profiles/orchestrator";
import { profileToWire } from "@/lib/profiles/row";
import { MakeAgent, UpdateProfile } from "@/lib/profiles/schema";
import { runToWire } from "@/lib/runs/wire";
import { dismissAgent } from "@/lib/turns/dismiss";
import { historyOf } from "@/lib/turns/history";
import { resetAgent } from "@/lib/turns/reset";
import type { AgentTurns } from "@/lib/turns/shapes";
import { turnsOf, turnsOfAgent } from "@/lib/turns/status";
import { explained, WHAT, why as whyOf } from "@/lib/why/about";
import { listWorkers } from "@/lib/workers/list";
import { workerToWire } from "@/lib/workers/row";
import { type Call, workshopTool } from "./tool";

/** Agents: making, looking at and ending them. */

const agent = z.string().min(1).max(100).describe("The agent's name");
const name = AgentName.describe("A name of your choice");
const model = z.string().max(200).optional().describe("The model's name");
const mode = z
  .string()
  .max(40)
  .optional()
  .describe("plan, default, dont_ask, accept_edits, auto or bypass_permissions");

/** `acceptEdits` as `accept_edits`. */
const modeOf = (word: string | undefined): string | undefined =>
  word?.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Without what was left out. */
const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const configure = workshopTool({
  name: "configure",
  title: "Configure the workshop",
  description: "Set the model, context and permission mode of agents that are created from now on.",
  input: z.strictObject({
    model,
    context: z.string().max(50_000).optional().describe("What every agent is told"),
    permission_mode: mode,
  }),
  reads: false,
  run: async ({ ctx }, { context, permission_mode, model: named }) => {
    const set = given({ model: named, role: context, permission_mode: modeOf(permission_mode) });
    const profile = await setDefaults(ctx, parse(UpdateProfile, set, "arguments"));
    return { text: "Configured.", data: { profile: profileToWire(profile) } };
  },
});

export const createAgent = workshopTool({
  name: "create_agent",
  title: "Create an agent",
  description: "Create an agent with a role, or renew one that you created.",
  input: z.strictObject({
    name,
    role: z.string().max(50_000).optional().describe("What it is told beside its work"),
    model,
    max_turns: z.int().min(1).max(10_000).optional(),
    permission_mode: mode,
    allowed_tools: z.array(z.string().min(1).max(200)).max(200).optional(),
  }),
  reads: false,
  run: async ({ ctx }, { permission_mode, ...fields }) => {
    const input = given({ ...fields, permission_mode: modeOf(permission_mode) });
    const made = await createTeamAgent(ctx, parse(MakeAgent, input, "arguments"));
    return { text: `Agent ${made.agent.name} created.`, data: madeData(made) };
  },
});

export const fromProfile = workshopTool({
  name: "from_profile",
  title: "Create an agent from a profile",
  description: "Create an agent from a profile, or renew one of yours. profiles lists them.",
  input: z.strictObject({
    profile: z.string().min(1).max(100).describe("The profile's name"),
    name,
  }),
  reads: false,
  run: async ({ ctx }, { profile, name: as }) => {
    const made = await makeAgent(ctx, profile, undefined, { name: as });
    return {
      text: `Agent ${made.agent.name} created from profile ${profile}.`,
      data: { ...madeData(made), profile },
    };
  },
});

const madeData = ({
  agent: row,
  created,
}: {
  agent: { id: number; name: string };
  created: boolean;
}) => ({
  agent: row.name,
  id: row.id,
  created,
});

export const agents = workshopTool({
  name: "agents",
  title: "List the agents",
  description: "The names of all agents.",
  input: z.strictObject({}),
  reads: true,
  run: async (call) => {
    const names = await agentNames(call);
    return { text: names.length > 0 ? names.join(", ") : "No agents.", data: { agents: names } };
  },
});

export const reset = workshopTool({
  name: "reset",
  title: "Reset an agent",
  description: "Begin a new conversation with an agent; what it is asked now is cancelled.",
  input: z.strictObject({ agent }),
  reads: false,
  run: async ({ ctx }, { agent: which }) => {
    const { cancelled } = await resetAgent(ctx, which, { cancel: true });
    return { text: `Agent ${which} reset.`, data: { agent: which, cancelled } };
  },
});

export const dismiss = workshopTool({
  name: "dismiss",
  title: "Dismiss an agent",
  description: "End an agent that you created, and everything that it is asked.",
  input: z.strictObject({ agent }),
  reads: false,
  run: async ({ whole }, { agent: which }) => {
    const { cancelled, released } = await dismissAgent(whole, which);
    return { text: `Agent ${which} dismissed.`, data: { agent: which, cancelled, released } };
  },
});

export const status = workshopTool({
  name: "status",
  title: "How the agents are",
  description: "What every agent does now, its model, cost and number of turns.",
  input: z.strictObject({}),
  reads: true,
  run: async (call) => {
    const known = await agentStates(call);
    if (known.length === 0) return { text: "No agents.", data: { agents: [] } };
    const lines = known.map(
      ({ state, model: named }) =>
        `${state.agent}: ${stateText(state)} | model=${named ?? "default"} | $${costText(state.cost_usd)} | ${state.turns} turns`,
    );
    return { text: lines.join("\n"), data: { agents: known.map(({ state }) => state) } };
  },
});

function stateText({ state, queued, running }: AgentTurns): string {
  if (state === "idle") return "idle";
  if (state === "waiting") return "waiting for a person";
  const waits = running > 0 ? queued : queued - 1;
  return waits > 0 ? `working (+${waits} queued)` : "working";
}

/** `0.0` for nothing, as the reference writes it; else up to four digits. */
const costText = (usd: number | null): string =>
  usd === null || usd === 0 ? "0.0" : String(Math.round(usd * 10_000) / 10_000);

export const info = workshopTool({
  name: "info",
  title: "About an agent",
  description: "Everything about one agent, as JSON.",
  input: z.strictObject({ agent }),
  reads: true,
  run: async ({ ctx }, { agent: which }) => {
    const row = await findAgent(ctx.db, which);
    const state = await turnsOfAgent(ctx, row.name);
    const data = {
      name: row.name,
      status: state.state,
      model: row.config.model ?? null,
      session_id: state.conversation ? `conversation-${state.conversation.id}` : null,
      role: row.soul_content,
      cost: state.cost_usd ?? 0,
      turns: state.turns,
      permission_mode: row.config.permission_mode ?? null,
      max_turns: row.config.max_turns ?? null,
      allowed_tools: row.config.allowed_tools ?? null,
      system_prompt: row.soul_content,
      queue_depth: state.queued,
      profile: row.profile,
      runtime: row.runtime,
    };
    return { text: JSON.stringify(data, null, 2), data };
  },
});

export const cost = workshopTool({
  name: "cost",
  title: "What the agents cost",
  description: "What every agent has cost, and the total.",
  input: z.strictObject({}),
  reads: true,
  run: async (call) => {
    const known = await agentStates(call);
    if (known.length === 0) return { text: "No agents.", data: { agents: [], total_usd: 0 } };
    const total = known.reduce((sum, { state }) => sum + (state.cost_usd ?? 0), 0);
    const lines = known.map(
      ({ state }) => `${state.agent}: $${costText(state.cost_usd)} (${state.turns} turns)`,
    );
    return {
      text: [...lines, `Total: $${costText(total)}`].join("\n"),
      data: {
        agents: known.map(({ state }) => ({
          agent: state.agent,
          cost_usd: state.cost_usd,
          cost_unknown: state.cost_unknown,
          turns: state.turns,
        })),
        total_usd: total,
      },
    };
  },
});

export const history = workshopTool({
  name: "history",
  title: "An agent's history",
  description: "What an agent was asked and answered, the newest first, with what it cost.",
  input: z.strictObject({ agent, last: z.int().min(1).max(50).default(10) }),
  reads: true,
  run: async ({ ctx }, { agent: which, last }) => {
    const { turns } = await historyOf(ctx, which, { limit: last });
    const blocks = turns.map(
      (run) =>
        `## Run ${run.id}: ${run.outcome ?? run.state} | $${costText(run.cost_usd)}\n> ${(run.prompt ?? "").slice(0, 500)}\n${(run.output ?? run.error ?? "").slice(0, 4_000)}`,
    );
    const text = blocks.length > 0 ? blocks.join("\n\n") : `${which} was not asked anything yet.`;
    return { text, data: { agent: which, turns: turns.map(runToWire) } };
  },
});

export const profiles = workshopTool({
  name: "profiles",
  title: "List the profiles",
  description: "The profiles from which agents can be created, with what they are for.",
  input: z.strictObject({}),
  reads: true,
  run: async ({ ctx }) => {
    const rows = await listProfiles(ctx, undefined);
    const lines = rows.map(
      ({ name: named, description, model: on, work_types }) =>
        `${named}${description ? `: ${description}` : ""} | model=${on ?? "default"}${work_types.length > 0 ? ` | work: ${work_types.join(", ")}` : ""}`,
    );
    const text = lines.length > 0 ? lines.join("\n") : "No profiles.";
    return { text, data: { profiles: rows.map(profileToWire) } };
  },
});

export const workers = workshopTool({
  name: "workers",
  title: "List the workers",
  description: "The programs that work under agents' names, and what they do.",
  input: z.strictObject({}),
  reads: true,
  run: async ({ ctx }) => {
    const rows = await listWorkers(ctx, { ended: false });
    const now = ctx.clock.now();
    const wires = rows.map((row) => workerToWire(row, now));
    const lines = wires.map(
      ({ agent: of, host, program, state, holds }) =>
        `${of} on ${host}: ${state} | ${program ?? "program unknown"}${holds.map(({ ticket_ref }) => ` | ${ticket_ref ?? "a turn"}`).join("")}`,
    );
    return { text: lines.length > 0 ? lines.join("\n") : "No workers.", data: { workers: wires } };
  },
});

export const why = workshopTool({
  name: "why",
  title: "Why it does not go on",
  description:
    "Why a ticket does not go on, or an agent or a worker does nothing: what holds it up, since when, and what to do about it.",
  input: z.strictObject({ what: z.string().max(200).describe(WHAT) }),
  reads: true,
  run: async (call, { what }) => {
    const explanation = await whyOf(call, what);
    return { text: explained(explanation), data: { ...explanation } };
  },
});

/** Of an orchestrator: its team and those made from profiles; else every agent that somebody set up. Index: agents_name_key. */
async function agentNames({ ctx }: Call): Promise<string[]> {
  authorize(ctx.actor, "agent.read");
  const leader = await orchestratorOf(ctx).catch(() => null);
  const rows = await ctx.db.$queryRaw<{ name: string }[]>`
    SELECT name FROM agents a WHERE deleted_at IS NULL AND NOT hidden AND source <> 'observed' AND id <> ${leader?.id ?? 0}::int
      AND (${leader?.id ?? null}::int IS NULL OR made_by_id = ${leader?.id ?? null}::int OR profile_id IS NOT NULL)
    ORDER BY name LIMIT 100`;
  return rows.map((row) => row.name);
}

async function agentStates(call: Call): Promise<{ state: AgentTurns; model: string | null }[]> {
  const names = await agentNames(call);
  if (names.length === 0) return [];
  const rows = await call.ctx.db.$queryRaw<{ name: string; model: string | null }[]>`
    SELECT name, config->>'model' AS model FROM agents WHERE name = ANY(${names}::text[])`;
  const models = new Map(rows.map((row) => [row.name, row.model]));
  const states = await turnsOf(call.ctx, { agents: names });
  return states.map((state) => ({ state, model: models.get(state.agent) ?? null }));
}
