import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { recordVerdict } from "@/lib/reviews/record";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type McpPeer, type McpTestServer, startMcp } from "@/lib/testing/mcp";
import { readToon, ticketOf, ticketsOf } from "@/lib/testing/toon";

/** The ticket tools answer as their contract has it, and do right what ticket servers before them did wrong. */
let test: TestDatabase;
let server: McpTestServer;
let peer: McpPeer;
let project = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  server = await startMcp(test.db);
});
afterAll(async () => {
  await server.close();
  await test.drop();
});
beforeEach(async () => {
  project++;
  const prefix = `app${project}`;
  await test.db.project.create({ data: { name: prefix, slug: prefix, prefix } });
  peer = await server.connect({ project: prefix });
});

const ref = (n: number) => `app${project}-${String(n).padStart(3, "0")}`;
/** The answer with its times taken out: they are the only part that a test cannot know. */
const timeless = (text: string) =>
  text.replace(/,ca:[\d-]+,ua:[\d:.TZ-]+/g, ",ca,ua").replaceAll(`app${project}-`, "app-");
const call = async (tool: string, args: Record<string, unknown> = {}) =>
  timeless(await peer.call(tool, args));
const create = async (args: Record<string, unknown>) =>
  ticketOf(await peer.call("ticket_create", args));
const refused = async (tool: string, args: Record<string, unknown>) => {
  const result = await peer.result(tool, args);
  expect(result.isError).toBe(true);
  expect(result.content).toHaveLength(1);
  return timeless(result.content[0]?.text ?? "");
};
const err = (code: string, msg: string) => `TOON/1 ERR{code:${code},msg:"${msg}"}`;
const ids = (text: string) => ticketsOf(text).map(({ id }) => Number(id.split("-").at(-1)));

describe("the contract's answers, byte for byte", () => {
  it("creates", async () => {
    const args = {
      title: "Fix auth bug",
      type: "bug",
      priority: "h",
      labels: ["auth", "sec"],
      description: 'Line one\nsays "hi" \\ {x}',
    };
    expect(await call("ticket_create", args)).toBe(
      'TOON/1 T{id:app-001,t:"Fix auth bug",s:bk,p:h,typ:bug,lbl:[auth,sec],d:"Line one\\nsays \\"hi\\" \\\\ {x}",ca,ua}',
    );
    expect(await call("ticket_create", { title: "nospace" })).toBe(
      "TOON/1 T{id:app-002,t:nospace,s:bk,p:m,typ:tsk,ca,ua}",
    );
    expect(await call("ticket_create", { title: "Deploy pipeline", exec_mode: "seq" })).toBe(
      'TOON/1 T{id:app-003,t:"Deploy pipeline",s:bk,p:m,typ:tsk,em:seq,ca,ua}',
    );
    const step = { title: "Run tests", parent_id: ref(3), exec_mode: "seq", exec_order: 1 };
    expect(await call("ticket_create", step)).toBe(
      'TOON/1 T{id:app-004,t:"Run tests",s:bk,p:m,typ:tsk,em:seq,ord:1,par:app-003,ca,ua}',
    );
    expect(await call("ticket_get", { id: ref(3) })).toBe(
      'TOON/1 T{id:app-003,t:"Deploy pipeline",s:bk,p:m,typ:tsk,em:seq,ch:[app-004],ca,ua}',
    );
  });

  it("claims, refuses the second claim, and updates with the etag", async () => {
    await create({ title: "Fix auth bug" });
    const claimed = await peer.call("ticket_claim", { id: ref(1) });
    expect(timeless(claimed)).toBe(
      'TOON/1 T{id:app-001,t:"Fix auth bug",s:ip,p:m,typ:tsk,as:llm,ca,ua}',
    );
    expect(await refused("ticket_claim", { id: ref(1) })).toBe(
      err("conflict", "app-001 already claimed"),
    );
    const stale = { id: ref(1), status: "dn", etag: "2020-01-01T00:00:00Z" };
    expect(await refused("ticket_update", stale)).toBe(
      err("conflict", "etag mismatch for app-001"),
    );
    const etag = ticketOf(claimed).ua;
    const done = { id: ref(1), status: "dn", assignee: "agent A", etag };
    expect(await call("ticket_update", done)).toBe(
      'TOON/1 T{id:app-001,t:"Fix auth bug",s:dn,p:m,typ:tsk,as:"agent A",ca,ua}',
    );
    expect(await refused("ticket_claim", { id: ref(1) })).toBe(
      err("conflict", "app-001 already claimed"),
    );
  });

  it("comments without changing the etag, and links once", async () => {
    const one = await create({ title: "one" });
    await create({ title: "two" });
    const commented = await peer.call("ticket_comment", { id: ref(1), body: "first, note" });
    expect(commented).toMatch(
      /,cmt:\[C\{a:llm,t:"first, note",ts:\d{4}-\d\d-\d\dT\d\d:\d\d\}\],ca/,
    );
    expect(ticketOf(commented).ua).toBe(one.ua);
    const link = { from_id: ref(1), to_id: ref(2), link_type: "blk" };
    expect(await call("ticket_link", link)).toBe("TOON/1 {ok:true}");
    expect(await call("ticket_link", link)).toBe("TOON/1 {ok:true}");
    expect(await call("ticket_get", { id: ref(2) })).toBe(
      "TOON/1 T{id:app-002,t:two,s:bk,p:m,typ:tsk,lnk:[L{f:app-001,t:app-002,k:blk}],ca,ua}",
    );
    expect(await refused("ticket_claim", { id: ref(2) })).toBe(
      err("conflict", "app-002 blocked: app-001 not done"),
    );
  });

  it("lists, shows the board, archives once", async () => {
    expect(await call("ticket_list", { status: "ip" })).toBe("TOON/1 []");
    expect(await call("ticket_board")).toBe("TOON/1 BOARD{}");
    await create({ title: "a" });
    await create({ title: "b" });
    await peer.call("ticket_claim", { id: ref(2) });
    expect(await call("ticket_board")).toBe(
      "TOON/1 BOARD{bk:[T{id:app-001,t:a,s:bk,p:m,typ:tsk,ca,ua}],ip:[T{id:app-002,t:b,s:ip,p:m,typ:tsk,ca,ua}]}",
    );
    expect(await call("ticket_archive", { id: ref(1) })).toBe("TOON/1 {ok:true}");
    expect(await refused("ticket_archive", { id: ref(1) })).toContain("code:not_found");
    expect(await call("ticket_list")).not.toContain("app-001");
    expect(await call("ticket_children", { id: "missing" })).toBe("TOON/1 []");
  });

  it("names what is missing, unknown or taken in the words of the contract", async () => {
    const pipe = await create({ title: "pipe", exec_mode: "seq" });
    const step = { parent_id: pipe.id, exec_mode: "seq" };
    await create({ ...step, title: "s1", exec_order: 1 });
    await create({ ...step, title: "s2", exec_order: 2 });
    expect(await refused("ticket_create", {})).toBe(err("invalid", "title is required"));
    expect(await refused("ticket_get", {})).toBe(err("invalid", "id is required"));
    expect(await refused("ticket_get", { id: "app-999" })).toBe(
      err("not_found", "app-999 does not exist"),
    );
    expect(await refused("ticket_link", { from_id: ref(1), to_id: ref(2) })).toBe(
      err("invalid", "link_type is required (blk|rel|dup)"),
    );
    expect(await refused("ticket_create", { ...step, title: "dup", exec_order: 1 })).toContain(
      'code:invalid,msg:"exec_order must be unique within parent',
    );
    expect((await create({ title: "after" })).id).toBe(ref(4));
    expect(await refused("ticket_claim", { id: ref(3) })).toBe(
      err("seq_blocked", "app-003 blocked: ord=1 not done"),
    );
    await expect(peer.result("ticket_explode")).rejects.toThrow("tool 'ticket_explode' not found");
  });
});

describe("what ticket servers before got wrong", () => {
  it("filters by every label, on list, backlog and board", async () => {
    await create({ title: "a", labels: ["api", "db"] });
    await create({ title: "b", labels: ["api"] });
    await create({ title: "c" });
    for (const tool of ["ticket_list", "ticket_backlog"]) {
      expect(ids(await peer.call(tool, { labels: ["api", "db"] }))).toEqual([1]);
    }
    const board = readToon(await peer.call("ticket_board", { lbl: "api" }));
    expect(board.kind === "board" && board.columns.bk?.map(({ t }) => t)).toEqual(["b", "a"]);
  });

  it("clamps limits", async () => {
    for (let i = 0; i < 3; i++) await create({ title: `t${i}` });
    expect(ids(await peer.call("ticket_list", { limit: 0 }))).toHaveLength(1);
    expect(ids(await peer.call("ticket_list", { limit: 5000 }))).toHaveLength(3);
    expect(ids(await peer.call("ticket_backlog", { limit: "2" }))).toEqual([1, 2]);
  });

  it("offers in the backlog only what can be claimed, the urgent first, and says what waits", async () => {
    await create({ title: "low", priority: "l" });
    await create({ title: "urgent", priority: "cr" });
    await create({ title: "blocked" });
    await peer.call("ticket_link", { from_id: ref(1), to_id: ref(3), link_type: "blk" });
    const epic = await create({ title: "epic", type: "ep" });
    await create({ title: "part", parent_id: epic.id });
    const result = await peer.result("ticket_backlog");
    expect(ids(result.content[0]?.text ?? "")).toEqual([2, 5, 1]);
    expect(result.content[1]?.text).toMatch(/^1 more waits/);
    const json = await peer.result("ticket_backlog", { format: "json" });
    expect(json.structuredContent).toMatchObject({ waiting: 1, tickets: [{ id: ref(2) }, {}, {}] });
    expect(JSON.parse(json.content[0]?.text ?? "")).toEqual(json.structuredContent);
  });

  it("never hands out what is another agent's", async () => {
    await create({ title: "for scout", assignee: "scout" });
    await create({ title: "for all" });
    expect(ids(await peer.call("ticket_backlog"))).toEqual([2]);
    expect(ids(await peer.call("ticket_backlog", { agent: "scout" }))).toEqual([1, 2]);
    expect(await refused("ticket_claim", { id: ref(1) })).toContain("is assigned to scout");
    expect(ticketOf(await peer.call("ticket_claim", { id: ref(1), agent: "scout" })).as).toBe(
      "scout",
    );
  });

  it.each([
    ["id", [1]],
    ["auth", [1]],
    ['"auth bug"', [1]],
    ["aut*", [1]],
    ["title:Deploy", [2]],
    ["fix NOT auth", []],
    ["auth OR pipeline", [2, 1]],
    ["-auth pipeline", [2]],
    ["sec", [1]],
    ["", []],
    ['"', []],
    ["NOT", []],
    ["( OR )", []],
    ["100% _ \\ ' ; --", []],
    ["unknown:word", []],
    ["\u202eעברית🎉", []],
  ])("searches for %j without ever failing", async (query, found) => {
    await create({ title: "Fix auth bug", labels: ["sec"] });
    await create({ title: "Deploy pipeline" });
    const text = await peer.call("ticket_search", { query: query === "id" ? ref(1) : query });
    expect(ids(text)).toEqual(found);
  });

  it("marks archived tickets and brings them back", async () => {
    await create({ title: "gone" });
    await peer.call("ticket_archive", { id: ref(1) });
    expect(ticketOf(await peer.call("ticket_get", { id: ref(1) })).ar).toMatch(/^\d{4}-/);
    expect(await refused("ticket_claim", { id: ref(1) })).toContain("code:not_found");
    expect(await refused("ticket_update", { id: ref(1), title: "x" })).toContain("code:not_found");
    expect(await refused("ticket_comment", { id: ref(1), body: "x" })).toContain("code:not_found");
    expect(ids(await peer.call("ticket_list", { include_archived: "true" }))).toEqual([1]);
    expect(await call("ticket_archive", { id: ref(1), archived: false })).toBe("TOON/1 {ok:true}");
    expect(ids(await peer.call("ticket_list"))).toEqual([1]);
  });

  it("unlinks, unassigns, moves below another parent and out again", async () => {
    for (const title of ["one", "two", "three"]) await create({ title });
    const link = { from_id: ref(1), to_id: ref(2), link_type: "blocks" };
    await peer.call("ticket_link", link);
    await peer.call("ticket_link", { ...link, remove: true });
    expect(ids(await peer.call("ticket_backlog"))).toEqual([1, 2, 3]);
    await peer.call("ticket_update", { id: ref(1), assignee: "scout" });
    expect(await call("ticket_update", { id: ref(1), assignee: "" })).toBe(
      "TOON/1 T{id:app-001,t:one,s:bk,p:m,typ:tsk,ca,ua}",
    );
    await peer.call("ticket_update", { id: ref(2), parent_id: ref(1), exec_order: 4 });
    expect(await call("ticket_get", { id: ref(2) })).toContain("ord:4,par:app-001");
    expect(await refused("ticket_update", { id: ref(1), parent_id: ref(2) })).toContain(
      "parent_id",
    );
    await peer.call("ticket_update", { id: ref(2), parent_id: null, exec_order: null });
    expect(await call("ticket_get", { id: ref(2) })).toBe(
      "TOON/1 T{id:app-002,t:two,s:bk,p:m,typ:tsk,ca,ua}",
    );
  });

  it("lets no update go around the order of steps or a claim", async () => {
    const pipe = await create({ title: "pipe" });
    const step = { parent_id: pipe.id, exec_mode: "seq" };
    await create({ ...step, title: "s1", exec_order: 1 });
    await create({ ...step, title: "s2", exec_order: 2 });
    for (const status of ["ip", "dn"]) {
      expect(await refused("ticket_update", { id: ref(3), status })).toBe(
        err("seq_blocked", "app-003 blocked: ord=1 not done"),
      );
    }
    await peer.call("ticket_update", { id: ref(2), status: "cl" });
    expect(ticketOf(await peer.call("ticket_update", { id: ref(3), s: "ip" })).s).toBe("ip");
  });

  it("does not revive a finished ticket for a late writer without its etag", async () => {
    await create({ title: "late" });
    await peer.call("ticket_update", { id: ref(1), status: "dn" });
    expect(await refused("ticket_update", { id: ref(1), status: "ip" })).toContain(
      "app-001 is done and cannot become in_progress",
    );
    expect(ticketOf(await peer.call("ticket_update", { id: ref(1), status: "bk" })).s).toBe("bk");
  });

  it("sends work that needs a review to review, and says so", async () => {
    await test.db.project.update({
      where: { prefix: `app${project}` },
      data: { reviewPolicy: "always" },
    });
    await create({ title: "reviewed" });
    const claimed = ticketOf(await peer.call("ticket_claim", { id: ref(1) }));
    const handed = { id: ref(1), status: "dn", etag: claimed.ua, resolution: "It is done" };
    expect(ticketOf(await peer.call("ticket_update", handed)).s).toBe("rv");
    expect(ticketOf(await peer.call("ticket_update", { id: ref(1), status: "dn" })).s).toBe("rv");
  });
});

describe("a ticket that came back from review", () => {
  const rejected = async () => {
    await test.db.project.update({
      where: { prefix: `app${project}` },
      data: { reviewPolicy: "always" },
    });
    const scout = await server.connect({ project: `app${project}`, agent: "scout" });
    await create({ title: "Fix the header", acceptance_criteria: "- no overlap at 390 px" });
    const claimed = ticketOf(await scout.call("ticket_claim", { id: ref(1) }));
    await scout.call("ticket_update", {
      id: ref(1),
      status: "dn",
      etag: claimed.ua,
      resolution: "It wraps",
    });
    const reviewer = createContext(systemActor("iris"), test.db);
    await recordVerdict(reviewer, {
      ref: ref(1),
      verdict: "rejected",
      notes: "Still overlaps: see 380 px",
    });
    return scout;
  };

  it("shows what it must fulfil, what was handed in and what the reviewer said, in both formats", async () => {
    const scout = await rejected();
    const read = await scout.call("ticket_get", { id: ref(1) });
    expect(ticketOf(read)).toMatchObject({
      ac: "- no overlap at 390 px",
      res: "It wraps",
      fb: [{ a: "iris", t: "Still overlaps: see 380 px", ts: expect.any(String) }],
    });
    const json = await scout.result("ticket_get", { id: ref(1), format: "json" });
    expect(json.structuredContent).toMatchObject({
      ticket: {
        acceptance_criteria: "- no overlap at 390 px",
        resolution: "It wraps",
        feedback: [
          { reviewer: "iris", notes: "Still overlaps: see 380 px", created_at: expect.any(String) },
        ],
      },
    });
    expect(ticketOf(await scout.call("ticket_claim", { id: ref(1) })).fb).toHaveLength(1);
  });

  it("shows comments on the work in both formats, and takes the answer to each with the hand-in", async () => {
    const scout = await rejected();
    const { id: taskId } = await test.db.task.findUniqueOrThrow({ where: { ticketRef: ref(1) } });
    const review = await test.db.qualityReview.findFirstOrThrow({ where: { taskId } });
    const { id } = await test.db.reviewComment.create({
      data: {
        taskId,
        reviewId: review.id,
        author: "iris",
        authorKind: "agent",
        anchor: {
          kind: "code",
          commit: "a".repeat(40),
          path: "src/nav.css",
          side: "new",
          start_line: 3,
          end_line: 3,
        },
        quote: "width: 380px;",
        body: "Too wide",
      },
    });
    const claimed = ticketOf(await scout.call("ticket_claim", { id: ref(1) }));
    expect(claimed.fb?.[0]?.rc).toEqual([
      { id: String(id), s: "open", w: "src/nav.css, line 3", q: "width: 380px;", t: "Too wide" },
    ]);
    const answers = [{ comment_id: id, state: "fixed", text: "340px now" }];
    expect(
      await scout.call("ticket_update", {
        id: ref(1),
        status: "dn",
        resolution: "It fits",
        answers: [{ ...answers[0], comment_id: id + 1 }],
      }),
    ).toContain("there is no comment");
    const update = { id: ref(1), status: "dn", resolution: "It fits", answers, format: "json" };
    const done = await scout.result("ticket_update", update);
    expect(done.structuredContent).toMatchObject({
      ticket: {
        status: "rv",
        feedback: [
          {
            comments: [
              {
                id,
                state: "answered",
                where: "src/nav.css, line 3",
                quote: "width: 380px;",
                answers: [{ by: "scout", state: "fixed", text: "340px now" }],
              },
            ],
          },
        ],
      },
    });
  });

  it("changes and clears acceptance criteria", async () => {
    const made = await create({ title: "x", ac: "- one" });
    expect(made.ac).toBe("- one");
    const changed = await peer.call("ticket_update", { id: ref(1), acceptance_criteria: "- two" });
    expect(ticketOf(changed).ac).toBe("- two");
    const cleared = await peer.call("ticket_update", { id: ref(1), acceptance_criteria: "" });
    expect(ticketOf(cleared)).not.toHaveProperty("ac");
  });
});

describe("a claim by the agent that has the ticket", () => {
  it("gives it back with a longer lease, and nobody else", async () => {
    const scout = await server.connect({ project: `app${project}`, agent: "scout" });
    await create({ title: "mine" });
    const first = ticketOf(await scout.call("ticket_claim", { id: ref(1) }));
    await test.db
      .$executeRaw`UPDATE runs SET lease_expires_at = clock_timestamp() + interval '1 second' WHERE agent = 'scout' AND outcome IS NULL`;
    const again = ticketOf(await scout.call("ticket_claim", { id: ref(1) }));
    expect(again).toEqual(first);
    const [run] = await test.db.$queryRaw<{ n: number; seconds: number }[]>`
      SELECT count(*)::int AS n, max(extract(epoch FROM r.lease_expires_at - clock_timestamp()))::int AS seconds
      FROM runs r JOIN tasks t ON t.id = r.task_id WHERE t.ticket_ref = ${ref(1)}`;
    expect(run).toMatchObject({ n: 1 });
    expect(run?.seconds).toBeGreaterThan(60);
    const named = await peer.call("ticket_claim", { id: ref(1), agent: "scout" });
    expect(ticketOf(named)).toEqual(first);
    const other = await server.connect({ project: `app${project}`, agent: "iris" });
    expect(await other.call("ticket_claim", { id: ref(1) })).toContain("already claimed");
  });

  it("stays a conflict for callers without a name, who may be anybody", async () => {
    await create({ title: "nameless" });
    await peer.call("ticket_claim", { id: ref(1) });
    expect(await refused("ticket_claim", { id: ref(1) })).toBe(
      err("conflict", "app-001 already claimed"),
    );
  });
});

describe("bad input", () => {
  it("says what a limit, a status and a priority may be", async () => {
    for (const tool of ["ticket_list", "ticket_backlog", "ticket_board"]) {
      expect(await refused(tool, { limit: "abc" })).toBe(
        err("invalid", "limit must be a whole number from 1 to 200"),
      );
    }
    expect(await refused("ticket_backlog", { priority: "asap" })).toBe(
      err("invalid", "priority must be one of cr|h|m|l (critical, high, medium, low)"),
    );
    expect(await refused("ticket_update", { id: ref(1), status: "wontfix" })).toBe(
      err(
        "invalid",
        "status must be one of bk|td|ip|rv|bl|dn|fl|cl (inbox, assigned, in_progress, review, blocked, done, failed, cancelled)",
      ),
    );
  });

  it("finds a ticket by its reference in any case", async () => {
    await create({ title: "shouted" });
    const loud = ref(1).toUpperCase();
    expect(ticketOf(await peer.call("ticket_get", { id: loud })).id).toBe(ref(1));
    expect((await create({ title: "child", parent_id: loud })).par).toBe(ref(1));
  });

  it.each([
    ["ticket_create", { title: "" }, "title is required"],
    ["ticket_create", { title: "  " }, "title is required"],
    ["ticket_create", { title: "x".repeat(65_536) }, "title must have at most 500 characters"],
    ["ticket_create", { title: 7, type: "zzz" }, "type must be one of bug|ft|tsk|ep|chr"],
    ["ticket_create", { title: "x", priority: "p9" }, "priority must be one of cr|h|m|l"],
    ["ticket_create", { title: "x", exec_mode: "weird" }, "exec_mode must be one of par|seq"],
    ["ticket_create", { title: "x", exec_order: -1 }, "exec_order must not be negative"],
    ["ticket_create", { title: "x", exec_order: "two" }, "exec_order must be a "],
    ["ticket_create", { title: "x", parent_id: "nope" }, "parent_id nope does not exist"],
    ["ticket_create", { title: "x", parent: "a-1" }, "parent is not an argument of this tool"],
    ["ticket_create", { title: "x", labels: ["y".repeat(101)] }, "labels must have at most 100"],
    ["ticket_create", { title: "nul \0 here" }, "title must not contain NUL"],
    ["ticket_create", { title: ["x"] }, "title must be a string"],
    ["ticket_update", { id: "1e9", title: "x" }, "1e9 does not exist"],
    ["ticket_comment", { id: "x-1" }, "body is required"],
    ["ticket_list", { status: "foo" }, "status must be one of bk|td|ip|rv|bl|dn|fl|cl"],
  ])("refuses %s %j", async (tool, args, message) => {
    expect(await refused(tool, args)).toContain(message);
    expect(ids(await peer.call("ticket_list", { include_archived: true }))).toEqual([]);
  });

  it("refuses circles, self links and other projects' tickets", async () => {
    const other = await server.connect({ project: "TASK" });
    const foreign = ticketOf(await other.call("ticket_create", { title: "elsewhere" })).id;
    await create({ title: "a" });
    await create({ title: "b", parent_id: ref(1) });
    const blocks = (from: number, to: number) => ({
      from_id: ref(from),
      to_id: ref(to),
      link_type: "blk",
    });
    expect(await refused("ticket_link", blocks(1, 1))).toContain("cannot be linked to itself");
    expect(await refused("ticket_link", blocks(1, 2))).toContain("code:invalid");
    expect(await refused("ticket_get", { id: foreign })).toBe(
      err("not_found", `${foreign} does not exist`),
    );
    expect(
      await refused("ticket_link", { from_id: ref(1), to_id: foreign, link_type: "rel" }),
    ).toContain("does not exist");
    expect(await refused("ticket_create", { title: "x", parent_id: foreign })).toContain(
      `parent_id ${foreign} does not exist`,
    );
  });

  it("answers readable TOON and a diagram for any string", async () => {
    const odd = 'x]y [1] "q" {b} \t tab \r cr \n line ` ; # end <b> 🎉 \u202eעברית\\';
    const made = await create({
      title: odd,
      description: odd,
      labels: [odd.slice(0, 60), "]", "["],
    });
    expect(made).toMatchObject({ t: odd, d: odd, lbl: [odd.slice(0, 60), "]", "["] });
    await create({ title: odd, parent_id: made.id, exec_mode: "seq", exec_order: 1 });
    await peer.call("ticket_comment", { id: made.id, body: odd });
    expect(ticketOf(await peer.call("ticket_get", { id: made.id })).cmt?.[0]?.t).toBe(odd);
    expect(ids(await peer.call("ticket_search", { query: odd }))).toContain(1);
    const diagram = await peer.call("ticket_diagram", { id: made.id });
    expect(diagram).toMatch(/^```mermaid\nflowchart TD\n/);
    expect(diagram).toMatch(/\n```$/);
  });
});
