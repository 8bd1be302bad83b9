import { type Value, valueAt } from "./placeholders";
import { lineOf } from "./quote";
import type { MatchOf, Preset, TriggerTemplate } from "./schema";

/** What a message is about, and why it is not wanted, if it is not. */
export interface Judged {
  /** Such as `issues.opened`. */
  type: string;
  /** Null when it is wanted. */
  ignored: string | null;
}

/** What a preset knows of the messages of another system. */
interface PresetRules {
  label: string;
  /** The events that it is for, by the name in `x-github-event`, each with the field that its payload must have. */
  events: Readonly<Record<string, string>>;
  /** The actions that count unless the trigger names others. */
  actions: readonly string[];
  /** Why a message of a wanted event and action is not wanted all the same. */
  unwanted?: (payload: unknown) => string | null;
  template: { title: string; description: string; labels: string[] };
  example: { event: string; payload: Record<string, unknown> };
}

const REPOSITORY = {
  full_name: "octo-org/hello-world",
  html_url: "https://github.com/octo-org/hello-world",
};
const SENDER = { login: "octocat", html_url: "https://github.com/octocat" };
const ISSUE = {
  number: 1347,
  title: "The report counts Sundays twice",
  state: "open",
  html_url: "https://github.com/octo-org/hello-world/issues/1347",
  user: SENDER,
  labels: [{ name: "bug" }],
  body: "Steps to reproduce:\n\n1. Open the weekly report.\n2. Look at Sunday.",
};

/** The conclusions of a check that failed. */
const FAILED = ["failure", "timed_out", "startup_failure"];
const CHECKS = {
  check_run: "check_run",
  check_suite: "check_suite",
  workflow_run: "workflow_run",
} as const;

export const PRESET_RULES: Readonly<Record<Preset, PresetRules>> = {
  github_issue: {
    label: "GitHub issues",
    events: { issues: "issue" },
    actions: ["opened", "reopened"],
    template: {
      title: "Issue #{{issue.number}}: {{issue.title}}",
      description:
        "{{issue.user.login}} opened an issue in {{repository.full_name}}: {{issue.html_url}}\n\n{{issue.body}}",
      labels: ["github"],
    },
    example: {
      event: "issues",
      payload: { action: "opened", issue: ISSUE, repository: REPOSITORY, sender: SENDER },
    },
  },
  github_comment: {
    label: "GitHub comments on issues and pull requests",
    events: { issue_comment: "comment" },
    actions: ["created"],
    unwanted: (payload) =>
      valueAt(payload, "comment.user.type") === "Bot" ? "it was written by a bot" : null,
    template: {
      title: "Comment on #{{issue.number}}: {{issue.title}}",
      description:
        "{{comment.user.login}} commented in {{repository.full_name}}: {{comment.html_url}}\n\n{{comment.body}}",
      labels: ["github"],
    },
    example: {
      event: "issue_comment",
      payload: {
        action: "created",
        issue: ISSUE,
        comment: {
          html_url: "https://github.com/octo-org/hello-world/issues/1347#issuecomment-1",
          user: { ...SENDER, type: "User" },
          body: "I see this too, since the last release.",
        },
        repository: REPOSITORY,
        sender: SENDER,
      },
    },
  },
  github_pull_request: {
    label: "GitHub pull requests",
    events: { pull_request: "pull_request" },
    actions: ["opened", "reopened", "ready_for_review"],
    unwanted: (payload) =>
      valueAt(payload, "pull_request.draft") === true ? "it is a draft" : null,
    template: {
      title: "Review #{{pull_request.number}}: {{pull_request.title}}",
      description:
        "{{pull_request.user.login}} asks to merge {{pull_request.head.ref}} into {{pull_request.base.ref}} of {{repository.full_name}}: {{pull_request.html_url}}\n\n{{pull_request.body}}",
      labels: ["github"],
    },
    example: {
      event: "pull_request",
      payload: {
        action: "opened",
        number: 2,
        pull_request: {
          number: 2,
          title: "Count Sundays once",
          html_url: "https://github.com/octo-org/hello-world/pull/2",
          user: SENDER,
          draft: false,
          head: { ref: "sundays", sha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821" },
          base: { ref: "main" },
          body: "Fixes #1347.",
        },
        repository: REPOSITORY,
        sender: SENDER,
      },
    },
  },
  github_failed_check: {
    label: "GitHub checks that failed",
    events: CHECKS,
    actions: ["completed"],
    unwanted: (payload) => {
      const conclusion = checkOf(payload).conclusion;
      return FAILED.some((each) => each === conclusion)
        ? null
        : `its conclusion is ${shown(valueAt({ conclusion }, "conclusion"))}`;
    },
    template: {
      title: "{{check.name}} failed on {{check.branch}} of {{repository.full_name}}",
      description:
        "The check {{check.name}} of {{repository.full_name}} ended with {{check.conclusion}} on {{check.branch}} at {{check.sha}}: {{check.url}}",
      labels: ["github", "ci"],
    },
    example: {
      event: "workflow_run",
      payload: {
        action: "completed",
        workflow_run: {
          name: "CI",
          conclusion: "failure",
          head_branch: "main",
          head_sha: "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
          html_url: "https://github.com/octo-org/hello-world/actions/runs/30433642",
        },
        repository: REPOSITORY,
        sender: SENDER,
      },
    },
  },
};

/** A failed check in the same words, whichever of GitHub's three events tells of it. */
function checkOf(payload: unknown): Record<string, unknown> {
  const of = (path: string) => valueAt(payload, path);
  const first = (...paths: string[]) => paths.map(of).find((value) => value !== undefined) ?? null;
  const all = (field: string) => Object.values(CHECKS).map((check) => `${check}.${field}`);
  return {
    name: first("check_run.name", "workflow_run.name", "check_suite.app.name"),
    conclusion: first(...all("conclusion")),
    branch: first(
      "check_run.check_suite.head_branch",
      "workflow_run.head_branch",
      "check_suite.head_branch",
    ),
    sha: first(...all("head_sha")),
    url: first("check_run.html_url", "workflow_run.html_url", "check_suite.url"),
  };
}

/** What a message says, in a few words; it may be of any kind and size. */
const shown = (value: Value | undefined): string =>
  value === undefined ? "nothing" : lineOf(value, 100);

/** Decides by event, action and repository whether a preset wants a message. */
export function judgePreset(
  preset: Preset,
  { actions, repository }: MatchOf<"webhook">,
  event: string,
  payload: unknown,
): Judged {
  const { events, actions: standard, unwanted } = PRESET_RULES[preset];
  const action = valueAt(payload, "action");
  const type = typeof action === "string" ? lineOf(`${event}.${action}`, 120) : event;
  const judged = (ignored: string | null): Judged => ({ type, ignored });
  if (event === "ping") return judged("it is GitHub's ping, which says that the address works");
  const field = Object.hasOwn(events, event) ? events[event] : undefined;
  if (field === undefined)
    return judged(`this trigger is for ${Object.keys(events).join(", ")}, not for ${event}`);
  if (typeof valueAt(payload, field) !== "object") return judged(`its payload has no ${field}`);
  const wanted = actions ?? standard;
  if (!wanted.some((each) => each === action))
    return judged(`its action is ${shown(action)}, and not ${wanted.join(" or ")}`);
  const name = valueAt(payload, "repository.full_name");
  const isAbout = typeof name === "string" && name.toLowerCase() === repository?.toLowerCase();
  if (repository !== undefined && !isAbout)
    return judged(`it is about ${shown(name)}, and not about ${repository}`);
  return judged(unwanted?.(payload) ?? null);
}

/** Where GitHub's messages say when what they tell of happened, whichever of them it is. */
const TIMES = [
  "issue",
  "comment",
  "pull_request",
  "check_run",
  "check_suite",
  "workflow_run",
].flatMap((object) =>
  ["updated_at", "completed_at", "started_at", "created_at"].map((field) => `${object}.${field}`),
);

/** When what a message of GitHub's tells of happened: the newest time in it; null if it names none. */
export function happenedAt(payload: unknown): Date | null {
  const times = TIMES.flatMap((path) => {
    const value = valueAt(payload, path);
    const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
    return Number.isNaN(at) ? [] : [at];
  });
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** What a template's placeholders may name: the payload, and for checks `check` in the words of all three events. */
export function presetData(preset: string | null, payload: unknown): unknown {
  if (preset !== "github_failed_check" || typeof payload !== "object") return payload;
  return { ...payload, check: checkOf(payload) };
}

/** The template of a preset's trigger that has none of its own. */
export function presetTemplate(preset: Preset): TriggerTemplate {
  return { ...PRESET_RULES[preset].template, priority: "medium", type: "task", metadata: {} };
}
