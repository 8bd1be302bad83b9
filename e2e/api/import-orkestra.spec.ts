import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "playwright/test";
import { orkestraFile } from "../../cli/orkestra/fixture";
import { sharedClient, type Task } from "./client";

const run = promisify(execFile);

interface Outcome {
  projects: { created: number; present: number; deviations: { id: string; what: string }[] }[];
}

/** As on a machine of an agent: the launcher, with the environment alone. */
async function mc(...args: string[]) {
  const env = { ...process.env, MC_URL: sharedClient().url };
  const answer = await run(process.execPath, ["scripts/mc-cli.cjs", ...args], { env }).then(
    (done) => ({ ...done, code: 0 }),
    (failed) => failed as { stdout: string; stderr: string; code: number },
  );
  return answer;
}

test("an Orkestra file comes in with its ids, goes on counting, and a second time changes nothing", async () => {
  const name = `ork${Date.now().toString(36)}`;
  const id = (number: number) => `${name}-${String(number).padStart(3, "0")}`;
  const { file } = await orkestraFile({
    tickets: [
      { id: id(1), title: "Deploy pipeline", type: "ep" },
      {
        id: id(2),
        title: "Run tests",
        parent_id: id(1),
        exec_mode: "seq",
        exec_order: 1,
        status: "dn",
      },
      { id: id(3), title: "Build image", parent_id: id(1), exec_mode: "seq", exec_order: 2 },
      {
        id: id(4),
        title: "Push",
        parent_id: id(1),
        exec_mode: "seq",
        exec_order: 3,
        priority: "p9",
      },
      ...Array.from({ length: 300 }, (_, n) => ({
        id: id(n + 5),
        title: `Ticket ${n}`,
        status: "td",
      })),
    ],
    comments: [{ ticket_id: id(3), body: "half way" }],
    links: [{ from_id: id(4), to_id: id(5), link_type: "blk" }],
  });
  const api = sharedClient();
  const tasks = async () => {
    const found: (Task & { progress: unknown })[] = [];
    for (let cursor = ""; ; ) {
      const page = await api.call<{ tasks: typeof found; next_cursor: string | null }>(
        "GET",
        `/api/tasks?project_id=${await projectId()}&limit=200${cursor}`,
      );
      found.push(...page.body.tasks);
      if (page.body.next_cursor === null) return found;
      cursor = `&cursor=${encodeURIComponent(page.body.next_cursor)}`;
    }
  };
  const projectId = async () =>
    (await api.call<{ project: { id: number } }>("GET", `/api/projects/${name}`)).body.project.id;

  const dry = await mc("import", "orkestra", file, "--dry-run");
  expect(dry.stdout).toContain("304 tickets would be brought in");
  expect((await api.call("GET", `/api/projects/${name}`)).status).toBe(404);

  const first = await mc("import", "orkestra", file);
  expect(first.code, first.stderr).toBe(0);
  expect(first.stdout).toContain(`${name} (made): 304 tickets brought in`);
  expect(first.stdout).toContain(`${id(4)}: unknown priority "p9": medium`);
  expect(first.stderr).toContain("304 of 304 tickets");
  const before = await tasks();
  const of = (number: number) => before.find((task) => task.ticket_ref === id(number));
  expect(before).toHaveLength(304);
  expect(of(1)).toMatchObject({ type: "epic", progress: { done: 1, total: 3 } });
  expect(of(3)).toMatchObject({ ready: true, comment_count: 1, etag: "2026-11-20T07:29:21.265Z" });
  expect(of(4)).toMatchObject({ ready: false, priority: "medium" });
  expect(of(5)).toMatchObject({ ready: false, status: "assigned" });
  expect(of(6)).toMatchObject({ ready: true });

  const events = async () => {
    const { body } = await api.call<{ activities: { id: number }[] }>(
      "GET",
      `/api/activities?project_id=${await projectId()}&limit=1`,
    );
    return body.activities[0]?.id;
  };
  const lastEvent = await events();
  const again = await mc("import", "orkestra", file, "--json");
  expect(again.code, again.stderr).toBe(0);
  const outcome = (JSON.parse(again.stdout) as Outcome).projects[0];
  expect(outcome).toMatchObject({ created: 0, present: 304 });
  expect(await tasks()).toEqual(before);
  expect(await events()).toBe(lastEvent);

  const next = await api.call<{ task: Task }>("POST", "/api/tasks", {
    title: "After the import",
    project_id: await projectId(),
    assigned_to: `nobody-${name}`,
  });
  expect(next.body.task.ticket_ref).toBe(id(305));
});

test("what cannot be imported is said in words, with an exit code to tell it by", async () => {
  const missing = await mc("import", "orkestra", "/nowhere.db");
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("no file") });
  const { file } = await orkestraFile({ tickets: [{ id: "no good!-001", title: "x" }] });
  const prefix = await mc("import", "orkestra", file);
  expect(prefix).toMatchObject({ code: 2, stderr: expect.stringContaining("--as PREFIX") });
  const lost = await mc("import", "orkestra", file, "--nonsense");
  expect(lost.code).toBe(2);
});
