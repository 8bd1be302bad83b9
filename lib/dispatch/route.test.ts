import { expect, test } from "vitest";
import { modelOf } from "@/lib/agents/model";
import { routeModel } from "./route";

const TASK = {
  title: "Say hello",
  description: null,
  acceptance_criteria: null,
  type: "task",
  priority: "medium",
  labels: [],
  work_type: null,
} as unknown as Parameters<typeof routeModel>[2];
const TIERS = { complex: null, routine: null, default: null };
const capabilities = { needsModel: false } as Parameters<typeof routeModel>[1]["capabilities"];

test.each(["openclaw", "anthropic", "openai"] as const)(
  "work and verdicts on %s name an agent's model alike",
  (name) => {
    for (const key of ["dispatchModel", "model"]) {
      const agent = { config: { [key]: `${name}/stub/model` } };
      const { model } = routeModel(agent, { name, capabilities }, TASK, TIERS);
      expect(model).toBe("stub/model");
      expect(model).toBe(modelOf(agent, name, TIERS));
    }
  },
);
