import { describe, expect, it } from "vitest";
import type { AgentWire } from "@/lib/agents/shapes";
import type { StatisticsWire } from "@/lib/runs/shapes";
import { arrangeFleet, filterFleet, modelOf, type SortKey } from "./fleet";

const agent = (name: string, rest: Partial<AgentWire> = {}): AgentWire =>
  ({
    name,
    role: "developer",
    status: "idle",
    runtime: "pull",
    capabilities: [],
    config: {},
    in_progress: 0,
    max_capacity: 1,
    last_seen: null,
    ...rest,
  }) as AgentWire;

const FLEET = [
  agent("scout", { status: "busy", in_progress: 1, max_capacity: 2, last_seen: 300 }),
  agent("iris", {
    role: "researcher",
    status: "offline",
    capabilities: ["web-search"],
    last_seen: 100,
  }),
  agent("aegis", { role: "reviewer", runtime: "anthropic", config: { model: "claude-sonnet" } }),
];
const everything = { q: "", presence: [], role: null };
const names = (agents: readonly AgentWire[]) => agents.map((each) => each.name);

describe("filterFleet", () => {
  it.each([
    [everything, ["scout", "iris", "aegis"]],
    [{ ...everything, q: "WEB iri" }, ["iris"]],
    [{ ...everything, q: "anthropic sonnet" }, ["aegis"]],
    [{ ...everything, presence: ["busy" as const, "offline" as const] }, ["scout", "iris"]],
    [{ ...everything, role: "reviewer" }, ["aegis"]],
    [{ ...everything, q: "nobody" }, []],
  ])("finds by words, presence and role: %o", (filter, found) => {
    expect(names(filterFleet(FLEET, filter))).toEqual(found);
  });
});

describe("arrangeFleet", () => {
  const none = () => undefined;

  it("groups by presence, who works first, names in order", () => {
    const groups = arrangeFleet([...FLEET, agent("bolt", { status: "busy" })], null, none);
    expect(groups.map((group) => [group.presence, names(group.agents)])).toEqual([
      ["busy", ["bolt", "scout"]],
      ["idle", ["aegis"]],
      ["offline", ["iris"]],
    ]);
  });

  it.each<[SortKey, boolean, string[]]>([
    ["name", false, ["aegis", "iris", "scout"]],
    ["name", true, ["scout", "iris", "aegis"]],
    ["load", true, ["scout", "aegis", "iris"]],
    ["seen", true, ["scout", "iris", "aegis"]],
    ["seen", false, ["iris", "scout", "aegis"]],
  ])("sorts by %s, descending %s, agents without a figure last", (by, descending, order) => {
    expect(
      arrangeFleet(FLEET, { by, descending }, none).map((group) => names(group.agents)),
    ).toEqual([order]);
  });

  it("sorts by what the runs came to", () => {
    const rates: Record<string, number> = { scout: 0.5, iris: 0.9 };
    const rateOf = (name: string) => ({ success_rate: rates[name] ?? null }) as StatisticsWire;
    const [group] = arrangeFleet(FLEET, { by: "success", descending: true }, rateOf);
    expect(names(group?.agents ?? [])).toEqual(["iris", "scout", "aegis"]);
  });
});

describe("modelOf", () => {
  it("reads both forms that clients write", () => {
    expect(
      [{ model: "m" }, { model: { primary: "p" } }, {}].map((config) => modelOf({ config })),
    ).toEqual(["m", "p", ""]);
  });
});
