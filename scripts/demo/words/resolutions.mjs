import { between, oneOf } from "./choose.mjs";

/** @typedef {{ title: string, work_type: string | null, metadata: { subject?: string, file?: string } }} Work */

/** What an agent hands in, as markdown. @param {Work} task @param {boolean} isSecondRound */
export function resolutionOf(task, isSecondRound) {
  const write = writers[task.work_type ?? "code"] ?? code;
  const text = write({
    subject: task.metadata.subject ?? "this",
    file: task.metadata.file ?? "src/portal/page.tsx",
  });
  return isSecondRound
    ? `Second round: what the review asked for is done, nothing else was touched.\n\n${text}`
    : text;
}

/** @typedef {{ subject: string, file: string }} About */

/** @type {Record<string, (about: About) => string>} */
const writers = { code, web, test, docs, research, deploy };

/** @param {About} about */
function code({ subject, file }) {
  const { summary, diff } = oneOf(changes);
  return `${summary.replace("*", subject)}

\`\`\`diff
--- a/${file}
+++ b/${file}
${diff}
\`\`\`

**Checked:** ${between(120, 480)} tests pass, ${between(2, 9)} of them new; the one for this case fails without the change. Types and linter are clean.`;
}

const changes = [
  {
    summary: "The empty case is handled where * reads its rows, and covered by a test.",
    diff: `@@ -21,7 +21,8 @@ export async function load(account: Account) {
   const rows = await read(account.id);
-  const from = rows[0].at;
+  const [first] = rows;
+  if (!first) return empty;
+  const from = first.at;
   return group(rows, from);
 }`,
  },
  {
    summary:
      "The state of * lives in the address now: a reload keeps it, and a link can be shared.",
    diff: `@@ -8,9 +8,9 @@ export function Filters({ fields }: Props) {
-  const [filter, setFilter] = useState(none);
+  const [filter, setFilter] = useQueryState("filter", filterParser);
   return <Bar fields={fields} value={filter} onChange={setFilter} />;
 }`,
  },
  {
    summary: "* is paged by a cursor over `(created_at, id)`; the old offset still works.",
    diff: `@@ -14,6 +14,8 @@ export function page(query: Query) {
   return sql\`
     SELECT * FROM entries
     WHERE account_id = \${query.account}
+      AND (created_at, id) < (\${query.cursor.at}, \${query.cursor.id})
     ORDER BY created_at DESC, id DESC
-    LIMIT \${query.limit} OFFSET \${query.offset}\`;
+    LIMIT \${query.limit}\`;
 }`,
  },
  {
    summary: "Bad input of * is refused by the server, with the field and the rule.",
    diff: `@@ -3,5 +3,7 @@
-export const input = z.any();
+export const input = z.strictObject({
+  name: z.string().trim().min(1).max(200),
+  amount: z.number().int().positive(),
+});`,
  },
];

/** @param {About} about */
function web({ subject }) {
  const findings = between(2, 7);
  return oneOf([
    `${subject[0].toUpperCase()}${subject.slice(1)} fits from 320 px on.\n\n- cards below 600 px, the table above, one component\n- the page no longer scrolls sideways (test at 5 widths)\n- axe: 0 findings, was ${findings}`,
    `Errors say what happened and what to do.\n\n| before | now |\n| --- | --- |\n| Something went wrong | Your card was declined by the bank. Try another one, or pay by transfer. |\n| Error 422 | The amount must be above 1.00. |\n\nThe reason comes from the server's error code; unknown codes show the request's id and a way to reach support.`,
    `The outline is drawn at once and replaced without a jump (layout shift 0.00, was 0.${between(12, 31)}). With reduced motion it does not pulse.`,
  ]);
}

/** @param {About} about */
function test({ subject }) {
  const before = between(34, 58);
  return oneOf([
    `End-to-end tests for ${subject}: the happy path and both failures of this year.\n\n- ${between(5, 11)} cases, ${between(6, 14)} s together\n- each was seen to fail once, by breaking what it is for\n- 100 runs in a row without a failure`,
    `The test of ${subject} takes ${between(4, 9)} s, was ${before} s. It signed in through the page before each of its ${between(11, 19)} cases; now once, and one case is left for the page itself. Coverage is the same to the line.`,
    `Three properties hold over 10,000 random inputs: nothing is lost, nothing is counted twice, the order does not matter. The third failed at first, for two entries in one millisecond; that is a defect of its own and noted in a comment.`,
  ]);
}

/** @param {About} about */
function docs({ subject }) {
  return oneOf([
    `A page about ${subject}: what it is for, one example that is run in CI, and the ${between(3, 6)} questions that support gets about it. ${between(280, 520)} words. Read by somebody from support who had not seen it.`,
    `${between(6, 14)} screenshots, taken by \`npm run screenshots\` in both themes. The old files are gone, their addresses redirect.`,
  ]);
}

/** @param {About} about */
function research({ subject }) {
  const share = between(18, 64);
  return oneOf([
    `**${share} % of the accounts used ${subject} last month**, most of them once.\n\n| how often | accounts | share |\n| --- | ---: | ---: |\n| every day | ${between(40, 90)} | ${between(2, 6)} % |\n| every week | ${between(120, 400)} | ${between(7, 12)} % |\n| once | ${between(700, 1900)} | ${share - 12} % |\n\n\`\`\`sql\nSELECT account_id, count(*) FROM page_views\nWHERE page = $1 AND at > now() - interval '30 days' GROUP BY 1;\n\`\`\`\n\nNot counted: our own people and the sandbox.`,
    `Of five products, three leave ${subject} out of the first screen, and all five let it be found by typing. Worth taking: the empty state that fills itself with an example. Not worth it: the tour, which people close after two steps on average (figures of one vendor, published last year).`,
  ]);
}

/** @param {About} about */
function deploy({ subject }) {
  return oneOf([
    `Rolled out and watched for an hour.\n\n| | 10 % | 90 % |\n| --- | ---: | ---: |\n| errors | 0.0${between(1, 4)} % | 0.0${between(2, 5)} % |\n| p95 | ${between(80, 120)} ms | ${between(110, 150)} ms |\n\nUndo: set \`ROLLOUT\` to 0, takes effect within 30 s.`,
    `Alert on p95 of ${subject} over ten minutes, threshold ${between(300, 900)} ms. Tried by slowing staging down: it fired after 11 minutes and cleared after 10. The message links the dashboard and the runbook.`,
    `${between(22, 37)} % fewer log lines. Errors and one line per request stay. Undo: revert the one commit; nothing was deleted.`,
  ]);
}
