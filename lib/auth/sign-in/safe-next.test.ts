import { expect, test } from "vitest";
import { HOME, safeCallback, safeNext } from "./safe-next";

test("a page of this installation is where people go after the sign-in", () => {
  expect(safeNext("/board?group=agent#x")).toBe("/board?group=agent#x");
  expect(safeNext("/tasks/CORE-001")).toBe("/tasks/CORE-001");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/\t/evil.example",
  "/\n//evil.example",
  "javascript:alert(1)",
  "evil",
  "",
])("%j leads nowhere else", (asked) => {
  expect(safeNext(asked)).toBe(HOME);
});

test.each(["/", "/sign-in", "/sign-in?next=/board", "/setup?token=x", "/api/tasks"])(
  "%s is not a page to come back to",
  (asked) => {
    expect(safeNext(asked)).toBe(HOME);
  },
);

test("of next-auth's callback address only the path counts", () => {
  expect(safeCallback("http://127.0.0.1:3000/agents?x=1")).toBe("/agents?x=1");
  expect(safeCallback("https://evil.example//evil.example")).toBe(HOME);
  expect(safeCallback("http://127.0.0.1:3000")).toBe(HOME);
  expect(safeCallback(undefined)).toBe(HOME);
});
