import { between, chance, oneOf } from "./choose.mjs";

/** The parts of Lantern that new work is about. */
const subjects = [
  { name: "the invoice export", file: "src/exports/invoices.ts", label: "export" },
  { name: "the checkout", file: "src/checkout/session.ts", label: "payments" },
  { name: "the webhook log", file: "src/webhooks/log.ts", label: "webhooks" },
  { name: "the plan picker", file: "src/portal/plans.tsx", label: "web" },
  { name: "the usage chart", file: "src/portal/usage-chart.tsx", label: "billing" },
  { name: "the tax report", file: "src/reports/tax.ts", label: "tax" },
  { name: "the customer search", file: "src/support/search.ts", label: "support" },
  { name: "the coupon form", file: "src/portal/coupons.tsx", label: "billing" },
  { name: "the refund queue", file: "src/payments/refunds.ts", label: "payments" },
  { name: "the sign-in page", file: "src/portal/sign-in.tsx", label: "security" },
  { name: "the reminder schedule", file: "src/dunning/schedule.ts", label: "notifications" },
  { name: "the audit trail", file: "src/audit/trail.ts", label: "compliance" },
];

/** Tasks for any of them; `*` stands for the subject. */
const wishes = [
  {
    work: "code",
    type: "bug",
    title: "* forgets its filter after a reload",
    text: "Set a filter, reload, and it is gone. It should be in the address, so that a filtered view can be sent to a colleague.",
  },
  {
    work: "code",
    type: "bug",
    title: "* answers 500 for an empty account",
    text: "A new account has no rows yet, and the first one is read without asking. Show the empty state instead.",
  },
  {
    work: "code",
    type: "feature",
    title: "Page * by cursor",
    text: "Far pages take seconds by offset. Keep the old parameter for the clients that send it.",
  },
  {
    work: "code",
    type: "chore",
    title: "Remove the dead feature flag from *",
    text: "It has been on for everybody since spring. Remove the flag, the old branch and its tests.",
  },
  {
    work: "code",
    type: "feature",
    title: "Check the input of * on the server",
    text: "Only the form checks it. Refuse bad input with the field and the rule.",
  },
  {
    work: "web",
    type: "bug",
    title: "* cannot be read at 360 px",
    text: "The table pushes the page sideways. Cards below 600 px, as elsewhere.",
  },
  {
    work: "web",
    type: "feature",
    title: "Say what went wrong when * fails",
    text: 'It says "Something went wrong". Say what, and what to do next.',
  },
  {
    work: "web",
    type: "feature",
    title: "A loading state for *",
    text: "A blank page for a second looks broken. Draw its outline first, without a jump when the data comes.",
  },
  {
    work: "test",
    type: "task",
    title: "Cover * with an end-to-end test",
    text: "The happy path and the two ways in which it failed this year.",
  },
  {
    work: "test",
    type: "bug",
    title: "Find out why the test of * is slow",
    text: "It takes 40 s of the 4 minutes. Same coverage in less.",
  },
  {
    work: "test",
    type: "task",
    title: "Property tests for *",
    text: "Random input, and the three things that must always hold.",
  },
  {
    work: "docs",
    type: "task",
    title: "Explain * in the guide",
    text: "What it is for, one example, and what to do when it does not work.",
  },
  {
    work: "docs",
    type: "chore",
    title: "New screenshots of *",
    text: "They show the old colours. Take them by script, so that it is the last time by hand.",
  },
  {
    work: "research",
    type: "task",
    title: "How much is * used?",
    text: "By how many accounts, how often, for what. A month of data, with the query.",
  },
  {
    work: "research",
    type: "task",
    title: "What do others do about *?",
    text: "Five comparable products, one paragraph each, and what to take from them.",
  },
  {
    work: "deploy",
    type: "task",
    title: "Alert when * gets slow",
    text: "On p95 over ten minutes, to the channel, with a link to the dashboard. Try it once for real.",
  },
  {
    work: "deploy",
    type: "task",
    title: "Roll the new version of * out to 10 % of accounts",
    text: "Then wait an hour and compare errors with the other 90 %.",
  },
  {
    work: "deploy",
    type: "chore",
    title: "Log less from *",
    text: "A third of all log lines, and nobody reads them. Keep errors and one line per request.",
  },
];

const priorities = /** @type {const} */ ([
  "low",
  "low",
  "medium",
  "medium",
  "medium",
  "high",
  "high",
  "critical",
]);

/** How many new tasks there must be before a title, or a subject, is used again. */
const titleRest = 60;
const subjectRest = 4;
/** @type {string[]} */
const recentTitles = [];
/** @type {string[]} */
const recentSubjects = [];

/** A new task, as somebody at Lantern would write it. */
export function newArrival() {
  const subject = oneOf(subjects.filter(({ name }) => !recentSubjects.includes(name)));
  const fresh = wishes.filter((wish) => !recentTitles.includes(titleOf(wish, subject)));
  const wish = oneOf(fresh.length > 0 ? fresh : wishes);
  const title = titleOf(wish, subject);
  remember(recentTitles, title, titleRest);
  remember(recentSubjects, subject.name, subjectRest);
  return {
    title,
    description: wish.text,
    type: wish.type,
    work_type: wish.work,
    priority: oneOf(priorities),
    labels: [subject.label],
    dueInHours: chance(0.25) ? between(2, 96) : undefined,
    metadata: { subject: subject.name, file: subject.file },
  };
}

/** @param {{ title: string }} wish @param {{ name: string }} subject */
function titleOf(wish, subject) {
  const sentence = wish.title.replace("*", subject.name);
  return sentence[0].toUpperCase() + sentence.slice(1);
}

/** @param {string[]} recent @param {string} entry @param {number} rest */
function remember(recent, entry, rest) {
  recent.push(entry);
  if (recent.length > rest) recent.shift();
}
