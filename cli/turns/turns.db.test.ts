import { afterAll, beforeAll, expect, it } from "vitest";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

let test: TestDatabase;
let line: CommandLine;
const key = "mc_the-admin-key-of-the-tests";
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
  for (const name of ["impl", "reviewer"])
    await request("POST", "/api/agents/register", { name, max_capacity: 5 });
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

async function request(method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${line.url}${path}`, { method, headers, ...sent });
  const answer = await response.json();
  expect(response.status, JSON.stringify(answer)).toBeLessThan(300);
  return answer;
}

/** Takes the next turn of an agent, as its process does. */
async function taken(agent: string): Promise<{ id: number; prompt: string }> {
  const poll = `/api/tasks/queue?agent=${agent}&turns=true&wait=20`;
  const { turn } = await request("GET", poll);
  const { prompt } = await request("POST", `/api/runs/${turn.run.id}/begin`, {});
  return { id: turn.run.id, prompt };
}
const answers = async (agent: string, output: string) => {
  const { id, prompt } = await taken(agent);
  await request("POST", `/api/runs/${id}/complete`, { output });
  return { id, prompt };
};

it("prints an answer as it comes, hands it on, and prints it again", async () => {
  const asking = line.start(["ask", "impl", "Which", "colour?", "--quiet"]);
  const { id, prompt } = await taken("impl");
  expect(prompt).toBe("Which colour?");
  const chunks = [{ data: "Blue is a\nco" }];
  await request("POST", `/api/runs/${id}/chunks`, { after: 0, chunks });
  expect(await asking.printed(1)).toEqual(["Blue is a"]);
  await request("POST", `/api/runs/${id}/complete`, { output: "Blue is a\ncolour." });
  expect(await asking.ended).toMatchObject({ code: 0, out: "Blue is a\ncolour.\n" });

  const piping = line.start(["pipe", "impl", "reviewer", "Is", "that", "right?"]);
  const piped = await answers("reviewer", "It is.");
  expect(piped.prompt).toMatch(
    /^Is that right\?[\s\S]*BEGIN >>>\nBlue is a\ncolour\.\n<<<[\s\S]*END >>>$/,
  );
  const { out } = await piping.ended;
  expect(JSON.parse(out).run).toMatchObject({ output: "It is.", outcome: "succeeded" });
  expect((await line.mc(["result", "reviewer", "--quiet"])).out).toBe("It is.\n");
});

it("asks several, waits for them, and compares", async () => {
  const { out } = await line.mc([
    "fan",
    "And",
    "now?",
    "--agents",
    "impl,reviewer,nobody",
    "--no-wait",
  ]);
  const { fan } = JSON.parse(out);
  expect(fan).toMatchObject({
    open: 2,
    refused: [{ agent: "nobody", problem: "Agent nobody not found" }],
  });
  const waiting = line.start(["await", "--fan", String(fan.id), "--quiet"]);
  const first = await answers("impl", "Green.");
  await answers("reviewer", "Red.");
  expect((await waiting.ended).out).toBe("## impl\nGreen.\n\n## reviewer\nRed.\n\n");
  const picked = await line.mc([
    "fans",
    "pick",
    String(fan.id),
    String(first.id),
    "It",
    "is",
    "calm",
  ]);
  expect(JSON.parse(picked.out).fan).toMatchObject({
    picked_run_id: first.id,
    pick_reason: "It is calm",
    answers: [{ agent: "impl", run: { output: "Green." } }, { agent: "reviewer" }],
  });
  const again = await line.mc(["fans", "pick", String(fan.id), String(first.id), "Again"]);
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining("has picked run") });
});

it("says that a turn failed, and begins anew", async () => {
  const asking = line.start(["ask", "impl", "Odd?", "--quiet"]);
  const { id } = await taken("impl");
  await request("POST", `/api/runs/${id}/fail`, { error_class: "agent", error: "It broke" });
  expect(await asking.ended).toMatchObject({
    code: 6,
    err: expect.stringContaining(`run ${id} of impl failed: It broke`),
  });
  expect(await line.mc(["result", "impl"])).toMatchObject({ code: 2 });
  await line.mc(["cast", "impl", "Still", "there?"]);
  expect(await line.mc(["reset", "impl"])).toMatchObject({ code: 2 });
  expect(JSON.parse((await line.mc(["reset", "impl", "--cancel"])).out)).toMatchObject({
    cancelled: 1,
    agent: { state: "idle", conversation: null },
  });
  expect(await line.mc(["await", "impl", "--for", "1", "--quiet"])).toMatchObject({ code: 0 });
  const { turns } = JSON.parse((await line.mc(["history", "impl", "--limit", "2"])).out);
  expect(turns).toMatchObject([{ prompt: "Still there?", outcome: "cancelled" }, { id }]);
});
