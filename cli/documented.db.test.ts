import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { countLongLived } from "@/lib/events/long-lived";
import { type CommandLine, startCommandLine } from "@/lib/testing/command-line";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

const SHELL_BLOCK = /^```sh\n(.*?)^```/gms;

/** The commands of a document, as a reader comes to them. An import needs a file, and has a test of its own. */
function commandsIn(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(SHELL_BLOCK)]
    .flatMap(([, block = ""]) => block.replaceAll(/\\\n\s*/g, "").split("\n"))
    .filter((line) => /^(echo "[^"]*" \| )?node scripts\/mc-cli\.cjs\b/.test(line))
    .filter((line) => !/mc-cli\.cjs (import|restore) /.test(line));
}

/** What the guide of orchestration patterns, which existing users follow, writes of the command line. */
const OF_THE_GUIDE = [
  `node scripts/mc-cli.cjs cron create --body '{
  "name": "daily-standup-report",
  "schedule": "0 9 * * 1-5",
  "task_template": {
    "title": "Generate daily standup report",
    "description": "Summarize all completed tasks from the past 24 hours.",
    "priority": "medium",
    "assigned_to": "iris"
  }
}'`,
  `# Watch all task and agent events
node scripts/mc-cli.cjs events watch --types task,agent --json`,
];

const commands = [
  ...globSync("{README,docs/*,docs/patterns/*}.md").sort().flatMap(commandsIn),
  ...OF_THE_GUIDE,
];

let test: TestDatabase;
let line: CommandLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startCommandLine(test);
});
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

describe("the command lines in the documents", () => {
  it("are found", () => expect(commands.length).toBeGreaterThan(20));

  it.each(commands)("%s", async (command) => {
    const running = line.startShell(command);
    if (command.includes("events watch")) {
      await vi.waitFor(() => expect(countLongLived("stream")).toBeGreaterThan(0));
      const { out } = await line.mc(["tasks", "create", "Watched"]);
      const [first = ""] = await running.printed(1);
      expect(JSON.parse(first)).toMatchObject({
        type: "task.created",
        data: { id: JSON.parse(out).task.id },
      });
      running.kill();
      await vi.waitFor(() => expect(countLongLived("stream")).toBe(0));
      return;
    }
    const { code, out, err } = await running.ended;
    // Nothing works on jobs here, which is what the doctor is there to find.
    const isFine = command.includes("doctor") ? JSON.parse(out).checks.length > 5 : code === 0;
    expect(isFine, `${code}: ${err}`).toBe(true);
  });
});
