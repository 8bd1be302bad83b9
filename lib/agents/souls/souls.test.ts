import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { Heartbeat } from "@/lib/agents/schema";
import { PostReview } from "@/lib/reviews/schema";
import { readVerdict } from "@/lib/reviews/verdict";
import { AddComment, CompleteTask, CreateTask } from "@/lib/tasks/schema";
import { findSoul, renderSoul, SOULS } from ".";

const agent = { name: "scout", role: "researcher", now: new Date("2026-11-20T10:00:00Z") };

/** The JSON bodies of the curl calls to a path, with numbers for the ids. */
function bodiesSentTo(text: string, path: string): unknown[] {
  return text
    .split("curl ")
    .filter((call) => call.split("\n")[0]?.includes(`$MC_URL${path}"`) && call.includes("-d '"))
    .map((call) =>
      JSON.parse((call.match(/-d '([^']*)'/)?.[1] ?? "").replace(/\b[A-Z]+_ID\b/g, "7")),
    );
}

describe.each(SOULS.map((soul) => [soul.name, soul] as const))("the %s template", (name, soul) => {
  const text = renderSoul(soul, agent);

  it("is made out to its agent, and fits where SOULs are kept", () => {
    expect(text).toMatch(/^# scout, researcher\n\nYou are scout\b/);
    expect(text).toContain("Written 2026-11-20T10:00:00.000Z.");
    expect(text).not.toMatch(/\{\{|\}\}|undefined/);
    expect(text.length).toBeLessThan(50_000);
    expect(soul.description).not.toBe("");
    expect(findSoul(name)).toBe(soul);
  });

  it("shows calls that the server takes", () => {
    const calls: [string, z.ZodType, number][] = [
      ["/api/agents/scout/heartbeat", Heartbeat, 1],
      ["/api/tasks/TASK_ID/comments", AddComment, 1],
      ["/api/tasks/TASK_ID/complete", CompleteTask, 1],
      ["/api/tasks", CreateTask, name === "orchestrator" ? 1 : 0],
      ["/api/quality-review", PostReview, name === "reviewer" ? 1 : 0],
    ];
    for (const [path, schema, count] of calls) {
      const bodies = bodiesSentTo(text, path);
      expect([path, bodies.length]).toEqual([path, count]);
      for (const body of bodies) expect(schema.safeParse(body).error).toBeUndefined();
    }
    expect(text).toContain('"$MC_URL/api/tasks/queue"');
    expect(text).toContain('"agent=scout"');
  });
});

describe("the reviewer template", () => {
  it("shows both verdicts in the form that is read", () => {
    const text = renderSoul(findSoul("reviewer") as (typeof SOULS)[number], agent);
    const verdicts = text.match(/^VERDICT: \w+\nNOTES: .*$/gm) ?? [];
    expect(verdicts.map((verdict) => readVerdict(verdict))).toMatchObject([
      { ok: true, verdict: "approved" },
      { ok: true, verdict: "rejected", notes: expect.stringContaining("what has to change") },
    ]);
  });
});

describe("template names", () => {
  it("of existing clients find the one for the same job", () => {
    expect(findSoul("content-creator")?.name).toBe("writer");
    expect(findSoul("constructor")).toBeUndefined();
    expect(findSoul("")).toBeUndefined();
  });
});
