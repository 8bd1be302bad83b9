import { comment, criteria } from "./steps.mjs";

/** New tasks that nobody has triaged. @type {import("./steps.mjs").Seed[]} */
export const inbox = [
  {
    slug: "checkout-double-click",
    title: "Double click on Pay creates two subscriptions",
    description:
      "Reported by three customers today. The button stays enabled while the request runs.\n\nSteps: slow network, open checkout, click Pay twice.",
    acceptance_criteria: criteria(
      "one subscription, however often the button is clicked",
      "the server refuses the second one too",
    ),
    priority: "critical",
    type: "bug",
    work_type: "web",
    labels: ["web", "payments"],
    dueInHours: 8,
  },
  {
    slug: "timezone-statements",
    title: "Statements of Australian customers start a day early",
    description:
      "The period is cut at midnight UTC. Affects 212 customers, harmless but confusing.",
    priority: "medium",
    type: "bug",
    work_type: "code",
    labels: ["billing"],
  },
  {
    slug: "cve-image-library",
    title: "Update the image library (CVE with a score of 8.1)",
    description: "Only used for logos on invoices, which customers upload themselves.",
    priority: "high",
    type: "chore",
    work_type: "deploy",
    labels: ["security"],
    dueInHours: 48,
  },
  {
    slug: "search-customers-typo",
    title: "Find customers in spite of typing errors",
    description:
      "Support types names they heard on the phone. Trigram search on name, mail and company would do.",
    acceptance_criteria: criteria('"Meier" finds "Meyer"', "under 100 ms for 200,000 customers"),
    priority: "low",
    type: "feature",
    work_type: "code",
    labels: ["support", "web"],
  },
  {
    slug: "webhook-replay-docs",
    title: "Nobody finds how to replay a webhook",
    description:
      "Four support threads this week. It is in the guide, under a heading that does not say so.",
    priority: "low",
    type: "task",
    work_type: "docs",
    labels: ["docs", "webhooks"],
  },
  {
    slug: "alert-noise",
    title: "The disk alert fires every night at 03:00",
    description:
      "Backups fill the disk to 91 % for ten minutes. Either more disk or a better rule.",
    priority: "low",
    type: "chore",
    work_type: "deploy",
    labels: ["infra", "observability"],
  },
  {
    slug: "currency-yen",
    title: "Amounts in yen show two decimals",
    description: "Portal and mails. Invoices are right.",
    priority: "medium",
    type: "bug",
    work_type: "web",
    labels: ["billing", "web"],
  },
  {
    slug: "competitor-launch",
    title: "What did the competitor announce yesterday?",
    description:
      "Read the announcement and the docs behind it. What is there today, what is a waiting list, what does it mean for the metered plans?",
    priority: "medium",
    type: "task",
    work_type: "research",
    labels: ["research"],
  },
  {
    slug: "contract-tests",
    title: "Contract tests for the partner API",
    description: "The partner changed a field name on Tuesday and we noticed on Thursday.",
    acceptance_criteria: criteria(
      "run every hour against their sandbox",
      "a failure says which field",
    ),
    priority: "medium",
    type: "task",
    work_type: "test",
    labels: ["tests", "api"],
  },
  {
    slug: "archive-inactive",
    title: "Archive accounts that were inactive for two years",
    description: "About 9,000. With a mail a month before, and a way back.",
    priority: "low",
    type: "chore",
    work_type: "code",
    labels: ["compliance"],
    story: [
      comment("atlas", "Legal has read the mail and agrees, if the way back works for 90 days."),
    ],
  },
  {
    slug: "onboarding-video-captions",
    title: "Captions for the onboarding videos",
    description: "Seven videos, 24 minutes. English first, then German.",
    priority: "low",
    type: "task",
    work_type: "docs",
    labels: ["docs", "accessibility"],
  },
  {
    slug: "cold-start",
    title: "First request after a deploy takes 4 seconds",
    description:
      "Connections are opened with the first request. Open them before the pod says it is ready.",
    priority: "medium",
    type: "bug",
    work_type: "deploy",
    labels: ["infra", "performance"],
  },
];
