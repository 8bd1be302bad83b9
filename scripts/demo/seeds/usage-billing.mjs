import { approve, claim, comment, complete, criteria } from "./steps.mjs";

const parent = "usage-billing";

/** An epic whose children are worked on side by side. @type {import("./steps.mjs").Seed[]} */
export const usageBilling = [
  {
    slug: parent,
    title: "Usage-based billing for metered plans",
    description:
      "Customers on metered plans pay for what they used in the month. Collect usage events, rate them, show them in the portal and put them on the invoice. The first three customers switch on the 1st.",
    acceptance_criteria: criteria(
      "a metered plan can be sold, used and invoiced end to end",
      "usage is on the portal within five minutes",
      "a rerun of a billing period never charges twice",
    ),
    priority: "high",
    type: "epic",
    labels: ["billing", "q4"],
    dueInHours: 24 * 18,
  },
  {
    slug: "usage-events-endpoint",
    parent,
    title: "Accept usage events at POST /v1/usage",
    description:
      "Batches of up to 500 events with a customer, a meter, a quantity and an idempotency key. Duplicates are accepted and counted once.",
    acceptance_criteria: criteria(
      "500 events in under 200 ms",
      "a duplicate key never counts twice, also across batches",
      "a bad event refuses the batch and names the event",
    ),
    priority: "high",
    type: "feature",
    work_type: "code",
    labels: ["billing", "api"],
    story: [
      claim("juno"),
      comment(
        "juno",
        "Going with a unique index on `(meter_id, idempotency_key)` instead of a lookup: one statement, and two batches at once cannot both win.",
      ),
      complete(
        "juno",
        `Usage events are accepted in batches and counted once.

\`\`\`diff
--- a/src/usage/ingest.ts
+++ b/src/usage/ingest.ts
@@ -18,9 +18,13 @@ export async function ingest(tx: Tx, batch: UsageEvent[]) {
-  for (const event of batch) {
-    if (await seen(tx, event.key)) continue;
-    await insert(tx, event);
-  }
+  const accepted = await tx.query(
+    \`INSERT INTO usage_events (meter_id, idempotency_key, quantity, at)
+     SELECT * FROM unnest($1::int[], $2::text[], $3::numeric[], $4::timestamptz[])
+     ON CONFLICT (meter_id, idempotency_key) DO NOTHING
+     RETURNING id\`,
+    columns(batch),
+  );
+  return { accepted: accepted.rowCount, duplicates: batch.length - accepted.rowCount };
\`\`\`

**Checked:** 500 events take 41 ms at p95; 8 clients sending the same batch count it once (new test \`ingest.race.test.ts\`).`,
      ),
      approve(
        "Index instead of lookup is right, and the race has a test. Error names the event by position. Good to merge.",
      ),
    ],
  },
  {
    slug: "usage-rating",
    parent,
    title: "Rate usage with tiered and volume prices",
    description:
      "Given a meter's total for the period and the plan's price table, compute the amount. Graduated and volume tiers, per-unit minimums, and decimal quantities.",
    acceptance_criteria: criteria(
      "amounts are computed in decimals, never in floats",
      "the examples of the pricing page are tests",
      "an empty period costs nothing but the base fee",
    ),
    priority: "high",
    type: "feature",
    work_type: "code",
    labels: ["billing"],
    story: [
      claim("juno"),
      complete(
        "juno",
        `Rating is a pure function of (total, price table) with no clock and no database.

| example of the pricing page | expected | computed |
| --- | ---: | ---: |
| 1,200 calls, graduated | 18.40 | 18.40 |
| 1,200 calls, volume | 14.40 | 14.40 |
| 0 calls, base fee 9 | 9.00 | 9.00 |
| 0.25 GB, minimum 1 GB | 0.12 | 0.12 |

All amounts are integers of a thousandth of a cent until they are written on an invoice, where they are rounded half to even.`,
      ),
      approve("Table matches the pricing page line by line. Rounding is in one place. Approved."),
    ],
  },
  {
    slug: "usage-portal",
    parent,
    title: "Show this month's usage in the customer portal",
    description:
      "A card per meter: quantity so far, what it costs so far, and a bar chart by day. Updates without a reload.",
    acceptance_criteria: criteria(
      "readable at 360 px and with a screen reader",
      "a customer without meters sees no empty card",
      "figures are at most five minutes old and say so",
    ),
    priority: "medium",
    type: "feature",
    work_type: "web",
    labels: ["billing", "web"],
    leftToPeople: true,
    story: [
      claim("milo"),
      comment(
        "milo",
        'The chart library does not announce values. Drawing the bars as a list with CSS instead: 30 lines, and a screen reader reads "the 3rd, 1,204 calls".',
      ),
      complete(
        "milo",
        `The portal shows a card for each meter.

- quantity, cost so far and 31 daily bars, drawn as a list, so each bar is read out
- "as of 14:05" beside the figure; refreshes every minute while the page is visible
- nothing at all for customers without meters

Checked at 360, 768 and 1440 px in both themes, with VoiceOver and with keyboard only. Lighthouse accessibility 100.

Open question for whoever reviews: the designs show the cost without tax. I followed them and wrote "before tax" under it.`,
      ),
    ],
  },
  {
    slug: "usage-invoice-lines",
    parent,
    title: "Put rated usage on the monthly invoice",
    description:
      "One line per meter with quantity, unit and amount, below the subscription lines. The invoice keeps the figures it was made with, also when late events arrive.",
    acceptance_criteria: criteria(
      "late events go to the next invoice as a line of their own",
      "making the invoice twice gives the same invoice",
    ),
    priority: "high",
    type: "feature",
    work_type: "code",
    labels: ["billing"],
    story: [
      claim("juno"),
      comment(
        "juno",
        "Snapshotting the rated totals at closing time. Late events get `period = next` and a line that says which month they belong to.",
      ),
    ],
  },
  {
    slug: "usage-load-test",
    parent,
    title: "Load test usage ingestion at ten times the expected rate",
    description:
      "Forty customers at 2,000 events a second for an hour, with one of them sending duplicates only. Watch lag, table size and vacuum.",
    acceptance_criteria: criteria(
      "p95 under 250 ms for the whole hour",
      "no event lost, none counted twice",
    ),
    priority: "medium",
    type: "task",
    work_type: "test",
    labels: ["billing", "performance"],
    story: [
      claim("vega"),
      comment(
        "vega",
        "Ramp is done: 500, 1,000, 2,000 events a second, flat at 38 ms so far. Letting it run the full hour.",
      ),
    ],
  },
  {
    slug: "usage-alerts",
    parent,
    title: "Warn customers at 80 % and 100 % of their budget",
    description: "Mail and webhook, once per threshold and period, with a link to the portal.",
    acceptance_criteria: criteria(
      "never twice for one threshold",
      "can be switched off per customer",
    ),
    priority: "medium",
    type: "feature",
    work_type: "code",
    labels: ["billing", "notifications"],
    assigned_to: "juno",
    estimated_hours: 5,
  },
  {
    slug: "usage-guide",
    parent,
    title: "Write the guide for metered plans",
    description:
      "How to define a meter, send events, test with a sandbox key and read the invoice. One page, with examples in curl and TypeScript that are run in CI.",
    priority: "low",
    type: "task",
    work_type: "docs",
    labels: ["billing", "docs"],
    after: ["usage-events-endpoint", "usage-invoice-lines"],
    assigned_to: "quill",
  },
];
