import { expect, it } from "vitest";
import { dismissedIn } from "./dismissed-notices";

it("reads what was dismissed, and nothing else that may stand in a cookie", () => {
  expect(dismissedIn("budget-0123456789ab.review-abcdef012345")).toEqual([
    "budget-0123456789ab",
    "review-abcdef012345",
  ]);
  for (const value of [undefined, "", "..", "budget-<script>", "0123456789ab"]) {
    expect(dismissedIn(value)).toEqual([]);
  }
});
