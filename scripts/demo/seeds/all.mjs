import { finished } from "./finished.mjs";
import { inReview } from "./in-review.mjs";
import { inTrouble } from "./in-trouble.mjs";
import { inbox } from "./inbox.mjs";
import { invoicePdf } from "./invoice-pdf.mjs";
import { securityRelease } from "./security-release.mjs";
import { underWay } from "./under-way.mjs";
import { usageBilling } from "./usage-billing.mjs";

/** Everything the demo starts with, parents and blockers before the tasks that depend on them. */
export const seeds = [
  ...finished,
  ...invoicePdf,
  ...securityRelease,
  ...usageBilling,
  ...inReview,
  ...inTrouble,
  ...underWay,
  ...inbox,
];
