import { describe, expect, it } from "vitest";
import { type Candidate, matchAgent, type Wanted } from "./match";
import { stemOf } from "./stems";

const task = (fields: Partial<Wanted>): Wanted => ({
  title: "A task",
  description: null,
  acceptance_criteria: null,
  work_type: null,
  labels: [],
  type: "task",
  ...fields,
});
const agent = (
  name: string,
  role: string,
  capabilities: string[] = [],
  more: Partial<Candidate> = {},
): Candidate => ({
  name,
  role,
  capabilities,
  maxCapacity: 1,
  load: 0,
  isOffline: false,
  ...more,
});
const FLEET = [
  agent("scout", "researcher", ["caching", "web search"]),
  agent("iris", "developer", ["typescript", "react"]),
  agent("quinn", "tester", ["playwright"]),
  agent("paige", "writer"),
];

describe("who should do a task", () => {
  it.each<[string, Partial<Wanted>, string | null, RegExp]>([
    [
      "a role's own word",
      { title: "Researching options" },
      "scout",
      /^researcher for “research” \(title\); nothing in hand$/,
    ],
    [
      "a role's words",
      { title: "Investigate slow logins" },
      "scout",
      /researcher for “investigate”/,
    ],
    [
      "another form of them",
      { title: "Implementation of the cart" },
      "iris",
      /developer for “implement”/,
    ],
    ["the type", { title: "Cart is empty", type: "bug" }, "iris", /developer for “bug”/],
    [
      "a capability in the title",
      { title: "Compare caches" },
      "scout",
      /^knows caching \(title\), researcher/,
    ],
    [
      "a capability of two words, both there",
      { title: "Search the web for prices" },
      "scout",
      /web search/,
    ],
    ["not one of two words", { title: "Search engine down" }, null, /no agent/],
    [
      "the work type over the title",
      { title: "Write the docs", work_type: "test" },
      "quinn",
      /\(work type\)/,
    ],
    ["a label", { title: "Flaky", labels: ["Playwright"] }, "quinn", /knows playwright \(labels\)/],
    [
      "the description",
      { title: "Look", description: "The React tree re-renders" },
      "iris",
      /knows react \(description\)/,
    ],
    [
      "the criteria",
      { title: "Look", acceptance_criteria: "- a guide exists" },
      "paige",
      /writer for “guide”/,
    ],
    [
      "a mention over all",
      { title: "Fix TypeScript build", description: "@paige knows" },
      "paige",
      /^it is mentioned/,
    ],
    [
      "no part of a word",
      { title: "Contest rewriting codes", description: "preact" },
      "iris",
      /developer for “code”/,
    ],
    [
      "nothing",
      { title: "Something else" },
      null,
      /no agent that is online has a capability or role/,
    ],
  ])("goes by %s", (_, wanted, name, reason) => {
    const match = matchAgent(task(wanted), FLEET);
    expect([match.agent, match.reason]).toEqual([name, expect.stringMatching(reason)]);
  });

  it("prefers who has room, and who has less in hand, unless another fits better", () => {
    const wanted = task({ title: "Fix the React tree" });
    const fleet = (load: number, maxCapacity = 1) => [
      agent("a", "developer", ["react"], { load, maxCapacity }),
      agent("b", "developer", ["react"]),
      agent("c", "developer"),
    ];
    expect(matchAgent(wanted, fleet(0))).toMatchObject({ agent: "a" });
    expect(matchAgent(wanted, fleet(1))).toMatchObject({ agent: "b" });
    expect(matchAgent(wanted, [fleet(1, 4)[0], fleet(0)[2]] as Candidate[])).toMatchObject({
      agent: "a",
      reason: "knows react (title), developer for “fix” (title); 1 in hand with room for 4",
    });
    expect(matchAgent(wanted, [fleet(9)[0], fleet(0)[2]] as Candidate[])).toMatchObject({
      agent: "c",
    });
  });

  it("takes who is general only where nobody fits, and nobody who is offline", () => {
    const general = [agent("z", "agent"), agent("y", "assistant", ["sql"])];
    expect(matchAgent(task({ title: "Call mum" }), [...FLEET, ...general])).toMatchObject({
      agent: "z",
    });
    expect(matchAgent(task({ title: "Fix it" }), [...FLEET, ...general])).toMatchObject({
      agent: "iris",
    });
    const away = FLEET.map((one) => ({ ...one, isOffline: true }));
    expect(matchAgent(task({ title: "Fix it" }), away).reason).toMatch(/offline/);
    expect(matchAgent(task({ title: "Fix it" }), [])).toEqual({
      agent: null,
      reason: "there is no agent that could take it",
    });
  });

  it("reads the forms of a word as one", () => {
    const forms = ["migrate", "migrates", "migrated", "migrating", "migration", "migrations"];
    expect(new Set(forms.map(stemOf))).toEqual(new Set(["migr"]));
    expect(["debugging", "debugger", "debugs", "debug"].map(stemOf)).toEqual(
      Array(4).fill("debug"),
    );
    expect(["test", "css", "ui", "rate", "Übersetzung"].map(stemOf)).toEqual([
      "test",
      "css",
      "ui",
      "rat",
      "übersetzung",
    ]);
  });
});
