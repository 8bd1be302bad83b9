import { describe, expect, it } from "vitest";
import { CreateProfile } from "@/lib/profiles/schema";
import type { ProfileWire } from "@/lib/profiles/shapes";
import { settingsIn, valuesOf } from "./profile-form";

const PROFILE: ProfileWire = {
  id: 1,
  name: "coder",
  project_id: null,
  description: null,
  role: "You write tests first.",
  runtime: "pull",
  model: "opus",
  max_turns: 15,
  timeout_seconds: 1_800,
  allowed_tools: ["Bash(npm test:*)", "Edit"],
  permission_mode: "accept_edits",
  budget_usd: null,
  daily_budget_usd: 12.5,
  workshop_tools: false,
  work_types: ["code"],
  max_capacity: 2,
  agents: 0,
  version: 3,
  created_by: "Ada",
  created_at: 1,
  updated_at: 1,
};

describe("the form of a profile", () => {
  it("sends back what the profile is, when nothing was typed", () => {
    const { id, name, project_id, agents, version, created_by, created_at, updated_at, ...own } =
      PROFILE;
    expect(settingsIn(valuesOf(PROFILE))).toEqual(own);
  });

  it("sends nothing for what is left open, and what the server takes for a new one", () => {
    const sent = settingsIn({ ...valuesOf(null), timeout: "0.5" });
    expect(sent).toMatchObject({ model: null, allowed_tools: null, max_turns: null });
    expect(sent.timeout_seconds).toBe(30);
    expect(CreateProfile.safeParse({ name: "coder", project_id: null, ...sent }).success).toBe(
      true,
    );
  });

  it("leaves it to the server to refuse what is no number", () => {
    const sent = settingsIn({ ...valuesOf(null), max_turns: "many", daily_budget_usd: "lots" });
    const refused = CreateProfile.safeParse({ name: "coder", ...sent });
    expect(refused.error?.issues.map(({ path }) => path[0])).toEqual(
      expect.arrayContaining(["max_turns", "daily_budget_usd"]),
    );
  });
});
