import { expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { type Answerable, mayAnswer } from "./requests";

const user = (username: string, role: "viewer" | "operator" | "admin" = "operator"): Actor => ({
  kind: "user",
  id: 1,
  name: username.toUpperCase(),
  username,
  role,
});
const key = (agentName: string | null, projectId: number | null = null): Actor => ({
  kind: "key",
  keyId: 1,
  name: "ci",
  role: "operator",
  projectId,
  agentName,
});
const agent = (name: string, more: Partial<Extract<Actor, { kind: "agent" }>> = {}): Actor => ({
  kind: "agent",
  name,
  agentId: 1,
  keyId: 1,
  role: "operator",
  projectId: null,
  runId: null,
  ...more,
});

const request: Answerable = {
  kind: "question",
  agent: "scout",
  project_id: 7,
  task_agent: "scout",
  may_answer: [],
};
const named = { ...request, may_answer: ["ada", "lead", "scout"] };

it.each<[string, Actor, Answerable, boolean]>([
  ["an operator", user("eve"), request, true],
  ["a viewer", user("eve", "viewer"), request, false],
  ["a general key", key(null), request, true],
  ["a key of the project", key(null, 7), request, true],
  ["a key of another project", key(null, 8), request, false],
  ["whom it names", user("ada"), named, true],
  ["whom it does not name", user("eve"), named, false],
  ["an admin, whomever it names", user("eve", "admin"), named, true],
  ["a viewer whom it names", user("ada", "viewer"), named, false],
  ["an agent", agent("lead"), request, false],
  ["an agent with an admin's key", agent("lead", { role: "admin" }), request, false],
  ["an agent that it names", agent("lead"), named, true],
  ["an agent that a permission names", agent("lead"), { ...named, kind: "permission" }, false],
  ["an agent that asks for budget names", key("lead"), { ...named, kind: "budget" }, false],
  ["a person whom a permission names", user("ada"), { ...named, kind: "permission" }, true],
  ["the run of an agent that it names", agent("lead", { runId: 3 }), named, false],
  ["an agent that it names, of another project", agent("lead", { projectId: 8 }), named, false],
  ["the agent that asks, though it names it", agent("scout"), named, false],
  ["a general key that speaks for the asker", key("scout"), named, false],
  ["a general key that speaks for an agent", key("lead"), request, false],
  ["a general key that speaks for an agent that it names", key("lead"), named, true],
  [
    "an agent that it names, which has the work by now",
    agent("lead"),
    { ...named, task_agent: "lead" },
    false,
  ],
])("%s may answer or not", (_, actor, asked, expected) => {
  expect(mayAnswer(actor, asked)).toBe(expected);
});
