import { describe, expect, it } from "vitest";
import { judgePreset, PRESET_RULES, presetData, presetTemplate } from "./presets";
import { renderTask } from "./render";
import { PRESETS, type Preset } from "./schema";

const judge = (preset: Preset, event: string, payload: object, match = {}) =>
  judgePreset(preset, match, event, payload).ignored;

const rendered = (preset: Preset, payload: unknown = PRESET_RULES[preset].example.payload) =>
  renderTask(presetTemplate(preset), presetData(preset, payload), {
    trigger: { id: 1, name: "hook" },
    projectId: 1,
    delivery: 1,
    sender: "GitHub",
    kind: "webhook",
    day: "2026-11-22",
  });

/** As GitHub documents a check run: the parts that matter here. */
const CHECK_RUN = {
  action: "completed",
  check_run: {
    id: 128620228,
    head_sha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
    html_url: "https://github.com/Codertocat/Hello-World/runs/128620228",
    status: "completed",
    conclusion: "failure",
    name: "Octocoders-linter",
    check_suite: { id: 118578147, head_branch: "changes", status: "completed" },
  },
  repository: { full_name: "Codertocat/Hello-World" },
};
const CHECK_SUITE = {
  action: "completed",
  check_suite: {
    id: 118578147,
    head_branch: "changes",
    head_sha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
    conclusion: "timed_out",
    url: "https://api.github.com/repos/Codertocat/Hello-World/check-suites/118578147",
    app: { name: "octocoders-linter" },
  },
  repository: { full_name: "Codertocat/Hello-World" },
};

describe.each(PRESETS)("the preset %s", (preset) => {
  const { example } = PRESET_RULES[preset];

  it("wants its own example, and its template has a place for all that it names", () => {
    expect(judgePreset(preset, {}, example.event, example.payload)).toEqual({
      type: `${example.event}.${example.payload.action}`,
      ignored: null,
    });
    const { task, missing } = rendered(preset);
    expect(missing).toEqual([]);
    expect(task.title).not.toContain("{{");
    expect(task.labels).toContain("github");
  });

  it("says why it does not want a ping, another event, another action or another repository", () => {
    expect(judge(preset, "ping", { zen: "Design for failure." })).toMatch(/ping/);
    expect(judge(preset, "push", example.payload)).toMatch(/not for push/);
    expect(judge(preset, "constructor", example.payload)).toMatch(/not for constructor/);
    expect(judge(preset, example.event, { action: "opened" })).toMatch(/payload has no/);
    const closed = { ...example.payload, action: "deleted" };
    expect(judge(preset, example.event, closed)).toMatch(/its action is deleted/);
    expect(judge(preset, example.event, closed, { actions: ["deleted"] })).toBeNull();
    const match = { repository: "octo-org/other" };
    expect(judge(preset, example.event, example.payload, match)).toMatch(/is about octo-org/);
    const same = { repository: "Octo-Org/Hello-World" };
    expect(judge(preset, example.event, example.payload, same)).toBeNull();
  });
});

describe("a failed check", () => {
  it("is told in the same words by each of GitHub's events", () => {
    expect(judge("github_failed_check", "check_run", CHECK_RUN)).toBeNull();
    expect(rendered("github_failed_check", CHECK_RUN)).toMatchObject({
      task: { title: "Octocoders-linter failed on changes of Codertocat/Hello-World" },
      missing: [],
    });
    expect(judge("github_failed_check", "check_suite", CHECK_SUITE)).toBeNull();
    expect(rendered("github_failed_check", CHECK_SUITE)).toMatchObject({
      task: { title: "octocoders-linter failed on changes of Codertocat/Hello-World" },
      missing: [],
    });
  });

  it("is not one that passed, was skipped or cancelled", () => {
    for (const conclusion of ["success", "neutral", "skipped", "cancelled", null]) {
      const payload = { ...CHECK_RUN, check_run: { ...CHECK_RUN.check_run, conclusion } };
      expect(judge("github_failed_check", "check_run", payload)).toMatch(/its conclusion is/);
    }
  });
});

it("what is of no kind that GitHub sends is not wanted, and said in a few words", () => {
  const { payload } = PRESET_RULES.github_issue.example;
  const strange = [
    { toString: 1 },
    { toString: {} },
    ["opened"],
    "x".repeat(100_000),
    "\ud83d\ude00".repeat(90),
  ];
  for (const odd of strange) {
    const { type, ignored } = judgePreset("github_issue", {}, "issues", {
      ...payload,
      action: odd,
    });
    expect(ignored).toMatch(/^its action is .{1,400}$/su);
    expect(type.length).toBeLessThan(250);
    expect(type.isWellFormed()).toBe(true);
    const elsewhere = { ...payload, repository: { full_name: odd } };
    expect(judge("github_issue", "issues", elsewhere, { repository: "a/b" })).toMatch(
      /^it is about .{1,300}$/su,
    );
  }
  const check = {
    ...CHECK_RUN,
    check_run: { ...CHECK_RUN.check_run, conclusion: { toString: 1 } },
  };
  expect(judge("github_failed_check", "check_run", check)).toMatch(/its conclusion is/);
});

it("drafts and comments by bots are not wanted", () => {
  const { payload } = PRESET_RULES.github_pull_request.example;
  const draft = { ...payload, pull_request: { ...(payload.pull_request as object), draft: true } };
  expect(judge("github_pull_request", "pull_request", draft)).toBe("it is a draft");
  const said = PRESET_RULES.github_comment.example.payload;
  const bot = { ...said, comment: { user: { login: "ci[bot]", type: "Bot" } } };
  expect(judge("github_comment", "issue_comment", bot)).toBe("it was written by a bot");
});
