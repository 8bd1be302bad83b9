import { approve, claim, comment, complete, criteria, reject } from "./steps.mjs";

const parent = "invoice-pdf";

/** An epic that is finished: its last child's approval finished it. @type {import("./steps.mjs").Seed[]} */
export const invoicePdf = [
  {
    slug: parent,
    title: "Invoices as PDF that accountants do not complain about",
    description: "Right addresses, right tax lines, selectable text, and a file name that sorts.",
    priority: "medium",
    type: "epic",
    labels: ["billing", "web"],
  },
  {
    slug: "pdf-layout",
    parent,
    title: "Lay out the invoice on one page for up to 12 lines",
    description:
      "Longer ones continue with a carried-over total. Fonts are embedded, text can be selected.",
    priority: "medium",
    type: "feature",
    work_type: "web",
    labels: ["billing", "web"],
    story: [
      claim("milo"),
      complete(
        "milo",
        'Done with the print stylesheet and headless rendering, no PDF library. 12 lines fit; 13 and more continue with "carried over". Compared 40 real invoices with the old ones side by side: no amount differs.',
      ),
      approve("Checked the 40 pairs. Totals agree, fonts are embedded."),
    ],
  },
  {
    slug: "pdf-tax-lines",
    parent,
    title: "Show one tax line for each rate",
    description: "Today a mixed invoice shows one sum, which tax offices in four countries refuse.",
    acceptance_criteria: criteria(
      "one line per rate with base and tax",
      "reverse charge is named, with both VAT ids",
    ),
    priority: "high",
    type: "bug",
    work_type: "code",
    labels: ["billing", "tax"],
    story: [
      claim("juno"),
      complete(
        "juno",
        "Tax lines are grouped by rate, each with its base. Reverse charge prints its sentence and both ids.",
      ),
      reject(
        "Credit notes still show one sum: `renderCreditNote` has a copy of the old grouping. Use the same function, and add a mixed credit note to the tests.",
      ),
      claim("juno"),
      comment("juno", "You are right, there were two copies. Both call `taxLines()` now."),
      complete(
        "juno",
        `Invoices and credit notes share \`taxLines()\`.

\`\`\`diff
--- a/src/invoices/credit-note.ts
+++ b/src/invoices/credit-note.ts
@@ -31,7 +31,7 @@ export function renderCreditNote(note: CreditNote) {
-  const tax = note.lines.reduce((sum, line) => sum.plus(line.tax), zero);
-  return page(note, [{ label: "Tax", amount: tax }]);
+  return page(note, taxLines(note.lines));
 }
\`\`\`

New tests: a mixed credit note, a credit note over a reverse-charge invoice.`,
      ),
      approve(
        "One function now, and the mixed credit note is covered. Approved in the second round.",
      ),
    ],
  },
  {
    slug: "pdf-archive",
    parent,
    title: "Keep every PDF exactly as it was sent",
    description:
      "Store the bytes and their hash with the invoice; a later change of layout must not change an old invoice.",
    priority: "medium",
    type: "feature",
    work_type: "code",
    labels: ["billing", "compliance"],
    story: [
      claim("juno"),
      complete(
        "juno",
        "The bytes are stored once, under their SHA-256, and the invoice points to them. Downloading an old invoice reads them back; a nightly job re-hashes 1 % of them.",
      ),
      approve("Write-once bucket, hash checked on read. Good."),
    ],
  },
];
