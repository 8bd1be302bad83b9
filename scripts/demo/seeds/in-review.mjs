import { claim, comment, complete, criteria, reject } from "./steps.mjs";

/** Work that waits for a verdict, or was rejected. @type {import("./steps.mjs").Seed[]} */
export const inReview = [
  {
    slug: "dunning-mails",
    title: "Stop payment reminders once a customer has paid by transfer",
    description:
      "Transfers are booked at night, reminders go out at six. 31 customers were reminded of invoices they had paid.",
    acceptance_criteria: criteria(
      "no reminder within two days of a transfer that is on its way",
      "the reminder says which invoices it is about",
    ),
    priority: "high",
    type: "bug",
    work_type: "code",
    labels: ["billing", "notifications"],
    leftToPeople: true,
    story: [
      claim("juno"),
      complete(
        "juno",
        `Reminders wait for the bank file of the day, and skip invoices with an announced transfer.

\`\`\`diff
--- a/src/dunning/select.ts
+++ b/src/dunning/select.ts
@@ -12,8 +12,10 @@ export function due(now: Date) {
   return sql\`
     SELECT * FROM invoices i
     WHERE i.status = 'open' AND i.due_at < \${now}
+      AND NOT EXISTS (SELECT FROM transfers t
+                      WHERE t.invoice_id = i.id AND t.announced_at > \${daysBefore(now, 2)})
     ORDER BY i.customer_id, i.due_at\`;
 }
--- a/config/schedule.yml
+++ b/config/schedule.yml
@@ -4,3 +4,4 @@
 dunning:
   cron: "0 6 * * *"
+  after: bank-import
\`\`\`

Replayed last month: the 31 reminders would not have been sent, all others would.`,
      ),
    ],
  },
  {
    slug: "keyboard-plan-picker",
    title: "Plan picker cannot be used with a keyboard",
    description:
      "The three plans are divs with click handlers. Make them a group of radio buttons that looks the same.",
    acceptance_criteria: criteria(
      "arrow keys move, space selects",
      "axe finds nothing",
      "looks the same to the pixel",
    ),
    priority: "medium",
    type: "bug",
    work_type: "web",
    labels: ["web", "accessibility"],
    leftToPeople: true,
    story: [
      claim("milo"),
      complete(
        "milo",
        "Rebuilt as radio buttons in a fieldset.\n\n- arrow keys, space and focus ring as the browser does them\n- axe: 0 findings, was 4\n- pixel comparison at three widths: no difference, except for the focus ring, which was missing\n\nThe price is part of each label, so a screen reader says it with the plan.",
      ),
    ],
  },
  {
    slug: "churn-survey",
    title: "Why did 40 customers leave last quarter?",
    description:
      "Read the cancellation notes and the support threads of the 40 and group the reasons, with quotes.",
    priority: "medium",
    type: "task",
    work_type: "research",
    labels: ["research", "customers"],
    leftToPeople: true,
    story: [
      claim("sage"),
      complete(
        "sage",
        `Four reasons explain 36 of 40.

| reason | customers | revenue share |
| --- | ---: | ---: |
| missing country for tax | 14 | 22 % |
| moved to a platform that includes billing | 11 | 41 % |
| price after the free year | 7 | 9 % |
| one bad incident (the double charge in May) | 4 | 13 % |
| no reason given | 4 | 15 % |

> "We would have stayed, but our accountant needs Swiss VAT lines and you told us next year twice."

The first reason is the cheapest to remove: three countries cover 12 of the 14. The second is the most expensive and not one we can fix.`,
      ),
    ],
  },
  {
    slug: "sandbox-guide",
    title: "Rewrite the sandbox guide",
    description: "New customers need 40 minutes to their first test invoice. Ten would be good.",
    acceptance_criteria: criteria(
      "someone who has not seen it needs ten minutes",
      "every command on the page is run in CI",
    ),
    priority: "low",
    type: "task",
    work_type: "docs",
    labels: ["docs"],
    story: [
      claim("quill"),
      complete(
        "quill",
        "From 14 steps to 6. The sandbox key is filled into the examples when you are signed in. Two people from support tried it cold: 8 and 11 minutes. All 6 commands run in CI against the sandbox.",
      ),
    ],
  },
  {
    slug: "rate-limit-headers",
    title: "Send rate limit headers with every answer",
    description: "`ratelimit-limit`, `-remaining` and `-reset`, and `retry-after` with 429.",
    priority: "medium",
    type: "feature",
    work_type: "code",
    labels: ["api"],
    story: [
      claim("juno"),
      complete(
        "juno",
        "The headers are on every answer of the public API, also on errors. `reset` is in seconds from now, as the current draft of the standard has it. 14 tests, one for each kind of limit.",
      ),
    ],
  },
  {
    slug: "csv-export-encoding",
    title: "CSV export breaks umlauts in spreadsheets",
    description:
      "Spreadsheet programs read the file as Latin-1. Names of 2,000 customers look broken.",
    acceptance_criteria: criteria(
      "opens right in the three usual programs",
      "existing imports of the file still work",
    ),
    priority: "high",
    type: "bug",
    work_type: "code",
    labels: ["billing", "export"],
    story: [
      claim("milo"),
      complete("milo", "The export starts with a byte order mark."),
      reject(
        "Opens right everywhere, but two customers import the file by script and the mark becomes part of their first column's name. Make it a choice: with the mark for downloads in the portal, without for the API.",
      ),
    ],
  },
  {
    slug: "seat-proration",
    title: "Seats added mid-month are charged twice",
    description:
      "When seats are added and the plan is changed on one day, both changes prorate the same days.",
    acceptance_criteria: criteria(
      "one proration per day and seat",
      "the 6 affected invoices are listed for refund",
    ),
    priority: "critical",
    type: "bug",
    work_type: "code",
    labels: ["billing"],
    dueInHours: 6,
    story: [
      claim("juno"),
      complete(
        "juno",
        "Proration now works on the final state of the day. The affected invoices are corrected automatically by tonight's run.",
      ),
      reject(
        "Do not correct invoices automatically: they were sent. The criteria ask for a list for refund. Drop the run, deliver the list with invoice, customer and amount. The proration itself is right.",
      ),
      comment(
        "atlas",
        "@juno please take this first when you are through with the invoice lines, it is due today.",
      ),
    ],
  },
];
