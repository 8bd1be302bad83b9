import { oneOf } from "./choose.mjs";

/** @type {Record<string, { approved: string[], rejected: string[] }>} */
const notes = {
  code: {
    approved: [
      "Small, tested, and the test fails without the change. Approved.",
      "Does what the criteria ask for and nothing besides. Error paths are covered.",
      "I tried the case from the description and two around it. All right.",
    ],
    rejected: [
      "The new test passes without the change as well, so it proves nothing. Make it fail first, then fix.",
      "Two requests at once still get through: it is checked and then written. Let the database decide, with a constraint.",
      "The happy path is right. Empty input ends in a 500, which the criteria exclude. Please cover it.",
    ],
  },
  web: {
    approved: [
      "Works with keyboard and at 320 px. Approved.",
      "No shift, no findings, and the words are right.",
    ],
    rejected: [
      "Focus is lost when the dialog closes. It has to go back to the button that opened it.",
      "Contrast of the hint is 3.1:1 in the dark theme. It needs 4.5:1.",
    ],
  },
  test: {
    approved: [
      "I broke the code in two places and both were caught. Approved.",
      "Stable over 100 runs here as well.",
    ],
    rejected: [
      "There is a sleep of 500 ms in the third case. Wait for what you are waiting for.",
      "All cases use the same account, so they depend on their order. Give each its own.",
    ],
  },
  docs: {
    approved: [
      "I followed it with a fresh account and got there. Approved.",
      "Clear, short, and every command runs.",
    ],
    rejected: [
      "The third command needs a scope that the page never mentions. Say so before step one.",
      "It explains how, but not when one wants this. One sentence at the top.",
    ],
  },
  research: {
    approved: [
      "Sources are there, and the doubt is written down. Approved.",
      "The query does what the text says. I got the same figures.",
    ],
    rejected: [
      "Two of the figures have no date. Without one they cannot be compared.",
      "The conclusion is stronger than the table. Say what would change your mind.",
    ],
  },
  deploy: {
    approved: [
      "Undo is one step and was tried. Approved.",
      "Figures before and after, and someone knows what to watch.",
    ],
    rejected: [
      "There is no way back for the second step. Split it, or write down how to undo it.",
      "It was watched for five minutes; the rule is fifteen. Please look again and note the figures.",
    ],
  },
};

/** What the reviewer says. @param {"approved" | "rejected"} verdict @param {string | null} workType */
export function verdictNotes(verdict, workType) {
  return oneOf((notes[workType ?? "code"] ?? notes.code)[verdict]);
}
