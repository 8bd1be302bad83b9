import { between, oneOf } from "./choose.mjs";

/** An agent's remarks while it works, by kind of work. @type {Record<string, (() => string)[]>} */
const progress = {
  code: [
    () =>
      `Reproduced it in a test, which fails as described. The cause is ${between(2, 4)} calls up, not where the error shows.`,
    () => "There are two ways to do this. Taking the one that can be undone with one commit.",
    () => `Change is written, running the whole suite (${between(200, 900)} tests).`,
    () =>
      "The neighbouring function has the same defect. Left it alone and noted it here, to keep this change small.",
    () =>
      `Suite is green. Measuring once before and once after: ${between(80, 190)} ms to ${between(11, 45)} ms.`,
  ],
  web: [
    () => "Reproduced at 360 px. Two components share the style, so both will change.",
    () => `Keyboard and screen reader first, looks second. ${between(2, 6)} findings so far.`,
    () => "Comparing screenshots at three widths and in both themes.",
    () =>
      "The design has no empty state. Using the one of the invoice list until somebody objects.",
  ],
  test: [
    () => `${between(3, 9)} cases written. Breaking the code on purpose to see each of them fail.`,
    () =>
      `One in ${between(20, 60)} runs fails, so it is timing. Looking for what the test should wait for.`,
    () => `Running it ${oneOf(["100", "200", "500"])} times.`,
  ],
  docs: [
    () => "First draft is there. Running every command on the page before I go on.",
    () => "Cut a third: two paragraphs said what the example shows.",
    () => "Asked support which words customers use for this, and used those.",
  ],
  research: [
    () => `${between(3, 8)} sources read. Two of them copy the third, so that counts as one.`,
    () => "The figure everybody quotes has no source. Leaving it out.",
    () => "Query is running over a month of data.",
    () => "Writing down what I could not find out, too.",
  ],
  deploy: [
    () => "Dry run shows three changes, all expected. Applying to staging.",
    () => `Staging is fine for ${between(10, 20)} minutes. Going on.`,
    () => "Dashboard open, rollback command in the other window.",
    () => `Error rate is flat at 0.0${between(1, 4)} %.`,
  ],
};

/** @param {string | null} workType */
export const progressRemark = (workType) => oneOf(progress[workType ?? "code"] ?? progress.code)();

/** The agent's current activity, for its card. @param {string} ref @param {string | null} workType */
export function activityOn(ref, workType) {
  const doing = {
    code: ["Reading the code around", "Writing a failing test for", "Running the suite for"],
    web: ["Trying", "Comparing screenshots of", "Testing the keyboard on"],
    test: ["Writing cases for", "Repeating the tests of"],
    docs: ["Drafting", "Checking the examples of"],
    research: ["Reading sources for", "Counting for"],
    deploy: ["Applying to staging:", "Watching the dashboards for"],
  };
  return `${oneOf(doing[/** @type {keyof typeof doing} */ (workType ?? "code")] ?? doing.code)} ${ref}`;
}

/** Why an agent gives up on a task. */
export const failureReason = () =>
  oneOf([
    "The sandbox of the payment provider refuses every call since an hour ago (HTTP 503). Retried 12 times over 20 minutes.",
    "The test data this needs was deleted by the nightly clean-up, and there is no other copy that I may read.",
    "The dependency has no release that works with our Node version. Forking it is more than this task.",
    "Out of budget for this task: 3 attempts, each ended at the same timeout of the build machine.",
  ]);

/** Why an agent hands a task on. @param {string} other */
export const handOverReason = (other) =>
  oneOf([
    `This is more ${other}'s field than mine: what is left is outside the code I know.`,
    `Needs access that only ${other} has. My notes so far are in the comments.`,
    `${other} has the context from the task before this one.`,
  ]);

/** An agent's reply to a rejection. */
export const replyToFeedback = () =>
  oneOf([
    "Fair. Taking the notes one by one.",
    "Agreed with all of it. The first point was my misreading of the criteria.",
    "Thank you, the case you name was missing. Starting with a test for it.",
  ]);

/** What the orchestrator writes to somebody. @param {string} name */
export const nudge = (name) =>
  oneOf([
    `@${name} this unblocks two others, please take it next.`,
    `@${name} support asked about this again today.`,
    `@${name} there is an earlier attempt in the history, worth a look before you start.`,
    `Raised the priority: a customer waits for it. @${name} shout when you need something.`,
  ]);
