import { describe, expect, it } from "vitest";
import { agentLanes, projectLanes } from "./lanes";

describe("agentLanes", () => {
  it("begins with the pool, and a drop on it takes the task from its agent", () => {
    const [pool, forge] = agentLanes([{ name: "forge" }], {});
    expect(pool).toMatchObject({
      filter: { assigned_to: ["none"] },
      change: { assigned_to: null },
    });
    expect(forge).toMatchObject({
      filter: { assigned_to: ["forge"] },
      change: { assigned_to: "forge" },
    });
  });

  it("shows only the agent that the board is filtered by", () => {
    const lanes = agentLanes([{ name: "forge" }, { name: "scout" }], { assigned_to: ["scout"] });
    expect(lanes.map(({ title }) => title)).toEqual(["scout"]);
  });
});

describe("projectLanes", () => {
  it("keeps the board's other filters in every lane", () => {
    const [lane] = projectLanes([{ id: 7, name: "Web" }], { priority: ["high"] });
    expect(lane?.filter).toEqual({ priority: ["high"], project_id: 7 });
  });
});
