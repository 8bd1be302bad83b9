import { CallFailed } from "../http-call";
import type { Found, RuntimeRequest } from "../runtime";
import { modelName } from "./answer";
import type { Link } from "./link";
import { AgentsList, type GatewayModel, ModelsList, readAs } from "./wire";

const FRESH_MS = 30_000;
const ASK_MS = 15_000;
const MAX_NAMED = 12;

interface Cached<T> {
  at: number;
  bootId: string | null;
  value: T;
}

const agents = new WeakMap<Link, Cached<Found["agents"]>>();
const models = new WeakMap<Link, Cached<GatewayModel[]>>();

/** The gateway's agents, the default one first; cached for up to half a minute unless `isFresh`. */
export function agentsOf(link: Link, isFresh = false): Promise<Found["agents"]> {
  return cached(agents, link, isFresh, async () => {
    const list = readAs(AgentsList, await link.request("agents.list", {}, { timeoutMs: ASK_MS }));
    if (!list) throw new CallFailed("protocol", "the gateway's list of agents cannot be read");
    const found = list.agents.map((agent) => ({
      id: agent.id,
      name: agent.name ?? agent.id,
      model: agent.model?.primary ?? null,
    }));
    const isDefault = (agent: { id: string }): number => Number(agent.id === list.defaultId);
    return found.sort((a, b) => isDefault(b) - isDefault(a));
  });
}

/** The gateway's models; cached for up to half a minute unless `isFresh`. */
export function modelsOf(link: Link, isFresh = false): Promise<GatewayModel[]> {
  return cached(models, link, isFresh, async () => {
    const list = readAs(ModelsList, await link.request("models.list", {}, { timeoutMs: ASK_MS }));
    if (!list) throw new CallFailed("protocol", "the gateway's list of models cannot be read");
    return list.models;
  });
}

async function cached<T>(
  store: WeakMap<Link, Cached<T>>,
  link: Link,
  isFresh: boolean,
  ask: () => Promise<T>,
): Promise<T> {
  const known = store.get(link);
  const bootId = link.hello?.bootId ?? null;
  if (!isFresh && known && known.bootId === bootId && Date.now() - known.at < FRESH_MS)
    return known.value;
  const value = await ask();
  store.set(link, { at: Date.now(), bootId, value });
  return value;
}

/** The gateway's id of the agent. An unknown agent is refused before anything is sent, unless any agent will do. */
export async function agentIdAt(
  link: Link,
  { agentId: asked, isAgentOptional }: Pick<RuntimeRequest, "agentId" | "isAgentOptional">,
): Promise<string> {
  const known =
    agentNamed(await agentsOf(link), asked) ?? agentNamed(await agentsOf(link, true), asked);
  if (known) return known.id;
  const [first] = await agentsOf(link);
  if (isAgentOptional && first) return first.id;
  throw unknownAgent(
    asked,
    (await agentsOf(link)).map((agent) => agent.id),
  );
}

/** Finds an agent by its id, else by an id or name that differs only in case. */
function agentNamed(list: Found["agents"], asked: string): Found["agents"][number] | undefined {
  const lower = asked.toLowerCase();
  return (
    list.find((agent) => agent.id === asked) ??
    list.find((agent) => agent.id.toLowerCase() === lower) ??
    list.find((agent) => agent.name.toLowerCase() === lower)
  );
}

export function unknownAgent(asked: string, ids: string[]): CallFailed {
  return new CallFailed(
    "configuration",
    `the gateway has no agent "${asked}" (it has ${named(ids)}): name it in the agent's configuration as openclawId, or add it to the gateway`,
  );
}

/**
 * The model's name at the gateway, or null to use the agent's own. The gateway accepts any model of a known provider
 * and fails later, so one that it does not list is refused here, unless it is only a preference.
 */
export async function modelAt(
  link: Link,
  request: Pick<RuntimeRequest, "model" | "isModelOptional">,
): Promise<string | null> {
  const asked = request.model;
  if (asked === null) return null;
  const known =
    modelNamed(await modelsOf(link), asked) ?? modelNamed(await modelsOf(link, true), asked);
  const isUsable = known && known.unavailableReason !== "missing-auth";
  if (known && isUsable) return modelName(known.provider, known.id);
  if (request.isModelOptional) return null;
  if (known) {
    throw new CallFailed(
      "configuration",
      `the gateway has no key for the model "${asked}" (provider ${known.provider})`,
    );
  }
  const names = (await modelsOf(link)).flatMap(
    (model) => modelName(model.provider, model.id) ?? [],
  );
  throw new CallFailed(
    "configuration",
    `the gateway does not offer the model "${asked}" (it offers ${named(names)})`,
  );
}

function modelNamed(list: GatewayModel[], asked: string): GatewayModel | undefined {
  return (
    list.find((model) => modelName(model.provider, model.id) === asked) ??
    list.find((model) => model.id === asked) ??
    list.find((model) => model.alias === asked)
  );
}

function named(names: string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, MAX_NAMED).join(", ");
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown;
}
