import { describe, expect, it } from "vitest";
import { aTask } from "@/components/sync/cache/task-fixture";
import { agentLanes, epicLanes, projectLanes } from "./lanes";

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

describe("epicLanes", () => {
  it("holds everything below each topmost task, and at the end what stands alone", () => {
    const [epic, alone] = epicLanes([aTask({ id: 7, title: "Auth" })], { q: "x" });
    expect(epic).toMatchObject({
      title: "Auth",
      filter: { q: "x", root: 7 },
      change: { parent_id: 7 },
    });
    expect(alone).toMatchObject({ filter: { q: "x", root: "none" }, change: { parent_id: null } });
  });
});

describe("projectLanes", () => {
  it("keeps the board's other filters in every lane", () => {
    const [lane] = projectLanes([{ id: 7, name: "Web" }], { priority: ["high"] });
    expect(lane?.filter).toEqual({ priority: ["high"], project_id: 7 });
  });
});
