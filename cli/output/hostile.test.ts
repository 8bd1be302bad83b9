import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { outputOf } from "./output";
import { escapedJson, onlyPainted } from "./table";

/** A terminal that keeps what it is sent. */
function terminal() {
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const out = outputOf(
    {},
    {
      stdout: stdout as unknown as NodeJS.WriteStream,
      stderr: stdout as unknown as NodeJS.WriteStream,
      env: {},
    },
  );
  return { out, sent: () => String(stdout.read() ?? "") };
}

const CLEAR = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e";

it("sends nothing to a terminal that it would obey, whatever a server answers, but its own colours", async () => {
  const { out, sent } = terminal();
  await out.line(`${out.paint("ok", "green")} ${CLEAR}`);
  await out.record({ title: CLEAR, description: `a\n${CLEAR}` });
  await out.value({ title: CLEAR });
  out.note(CLEAR);
  const all = sent();
  expect(all).toContain("owned");
  expect(all).toBe(onlyPainted(all));
  for (const obeyed of ["\u001b[2J", "\u001b]", "\u0007", "\u009b", "\u202e"])
    expect(all).not.toContain(obeyed);
});

it("keeps the values of JSON when it escapes them for a terminal", () => {
  const value = { title: `${CLEAR}\u2066日本語` };
  const json = escapedJson(JSON.stringify(value));
  expect(JSON.parse(json)).toEqual(value);
  expect(json).not.toContain("\u009b");
  expect(onlyPainted("a\tb\nc")).toBe("a\tb\nc");
});
