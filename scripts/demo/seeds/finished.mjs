import { approve, claim, comment, complete, criteria, reject } from "./steps.mjs";

/** Work that is done. @type {import("./steps.mjs").Seed[]} */
export const finished = [
  {
    slug: "webhook-retries",
    title: "Retry webhooks for 72 hours instead of 6",
    description:
      "Customers lose events over a weekend. Keep retrying with growing pauses and show the state in the portal.",
    acceptance_criteria: criteria(
      "72 hours with exponential pauses and jitter",
      "a delivery can be sent again by hand",
    ),
    priority: "high",
    type: "feature",
    work_type: "code",
    labels: ["api", "webhooks"],
    story: [
      claim("juno"),
      complete(
        "juno",
        `Deliveries are retried for 72 hours: 10 s, then doubling to at most 2 h, each spread by a quarter.

\`\`\`diff
--- a/src/webhooks/schedule.ts
+++ b/src/webhooks/schedule.ts
@@ -1,5 +1,9 @@
-export const delays = [10, 60, 300, 1800, 7200, 14400];
+const first = 10, longest = 7_200, giveUpAfter = 72 * 3_600;
+
+export function nextDelay(attempt: number, age: number): number | null {
+  if (age > giveUpAfter) return null;
+  return jitter(Math.min(longest, first * 2 ** attempt));
+}
\`\`\`

A receiver that was down from Friday 18:00 to Monday 09:00 got all 1,310 events in a simulation.`,
      ),
      approve("The simulation is the right test. Merged."),
    ],
  },
  {
    slug: "slow-dashboard",
    title: "Dashboard takes 9 seconds for accounts with many invoices",
    description: "The revenue chart loads every invoice. Accounts with 50,000 of them time out.",
    acceptance_criteria: criteria("under 500 ms for the largest account", "same figures as before"),
    priority: "critical",
    type: "bug",
    work_type: "code",
    labels: ["web", "performance"],
    story: [
      claim("juno"),
      comment(
        "juno",
        "`EXPLAIN` shows 51,204 rows read to draw 12 bars. Grouping in the database, with an index on `(account_id, issued_at)`.",
      ),
      complete(
        "juno",
        "Sums by month are made by the database from an index. The largest account: **9.1 s to 84 ms**. The 12 bars of 200 accounts were compared before and after, no difference. The index was built concurrently.",
      ),
      approve("Figures compared, index built without a lock. Approved."),
    ],
  },
  {
    slug: "changelog-last-month",
    title: "Write last month's changelog",
    description: "From merged pull requests: what customers notice, in their words, newest first.",
    type: "task",
    work_type: "docs",
    labels: ["docs"],
    story: [
      claim("quill"),
      complete(
        "quill",
        "14 entries: 5 new, 6 better, 3 fixed. Left out what nobody can notice. Draft is in `docs/changelog`; the two entries about taxes were read by @juno.",
      ),
      approve("Reads well and claims nothing that did not ship."),
    ],
  },
  {
    slug: "flaky-checkout-test",
    title: "Checkout test fails one time in twenty",
    description: "`checkout.spec.ts` times out on the card step, only in CI.",
    acceptance_criteria: criteria("200 runs in a row pass", "no sleep was added"),
    priority: "high",
    type: "bug",
    work_type: "test",
    labels: ["tests", "web"],
    story: [
      claim("vega"),
      complete("vega", "Raised the timeout of the card step to 30 s. 50 runs pass."),
      reject(
        "A longer timeout hides it. The criteria ask for 200 runs and for the cause. Look at when the card frame becomes visible against when the handler is attached.",
      ),
      claim("vega"),
      complete(
        "vega",
        "The click came before the handler: the frame is shown before its script has run. The page now shows the frame when it says `ready`, and the test waits for that. The timeout is back at 5 s. **200 of 200** runs pass, 400 of 400 on a slowed machine.",
      ),
      approve("That is the cause. Thank you for the second look."),
    ],
  },
  {
    slug: "psp-comparison",
    title: "Compare three payment providers for instant payments",
    description:
      "Coverage, fees at our volume, refunds, and how they fail. A recommendation with reasons.",
    priority: "medium",
    type: "task",
    work_type: "research",
    labels: ["research", "payments"],
    story: [
      claim("sage"),
      complete(
        "sage",
        `**Recommendation: B**, with A as the fallback.

| | A | B | C |
| --- | --- | --- | --- |
| countries we sell in | 17 of 19 | 19 of 19 | 12 of 19 |
| fee at 40,000 payments a month | 0.31 | 0.28 | 0.24 |
| refund by API | same day | same day | by mail |
| incidents last year, longest | 3, 2 h | 4, 50 min | 9, 11 h |

C is cheapest and falls out for refunds. All figures are from the public price lists and status pages of this month; fees were confirmed by the sales contacts of A and B.`,
      ),
      approve("Sources are named and dated, the recommendation follows from the table."),
    ],
  },
  {
    slug: "log-retention",
    title: "Keep logs for 30 days instead of 7",
    description: "Two incidents could not be explained because the logs were gone.",
    priority: "medium",
    type: "chore",
    work_type: "deploy",
    labels: ["infra", "observability"],
    review_required: false,
    story: [
      claim("forge"),
      complete(
        "forge",
        "Retention is 30 days; what is older than 7 moves to cold storage. Costs 41 more a month. Undo: revert the change of `logs.tf`.",
      ),
    ],
  },
  {
    slug: "api-error-codes",
    title: "Document every error code of the API",
    description:
      "Each with its cause, an example and what to do. Generated from the code, so that it stays right.",
    priority: "medium",
    type: "task",
    work_type: "docs",
    labels: ["docs", "api"],
    story: [
      claim("quill"),
      comment(
        "quill",
        "Found 7 codes that no code path can return. Listing them here for removal: `card_legacy`, `plan_locked`, `coupon_v1`, `tax_pending`, `meter_off`, `seat_soft`, `sync_lag`.",
      ),
      complete(
        "quill",
        "61 codes, each with cause, example and remedy, generated from the declarations in `src/errors`. CI fails when a code has no text. The 7 dead ones are in a comment above.",
      ),
      approve("Generated and guarded. The comment about dead codes became a task of its own."),
    ],
  },
  {
    slug: "postgres-upgrade-staging",
    title: "Upgrade staging to PostgreSQL 18",
    description: "With the rehearsal of the switch-over that production will get.",
    priority: "high",
    type: "chore",
    work_type: "deploy",
    labels: ["infra", "database"],
    story: [
      claim("forge"),
      complete(
        "forge",
        "Staging runs PostgreSQL 18 since 07:40. Switch-over by logical replication, 11 s without writes. Row counts and checksums of all 84 tables agree. The steps are in the runbook, with the one that went wrong: sequences must be set before writes return.",
      ),
      approve("Checksums agree, and the runbook has the lesson in it."),
    ],
  },
];
