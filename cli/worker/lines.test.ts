import { expect, it } from "vitest";
import { Bounded, Lines } from "./lines";

function read(parts: (string | Buffer)[], longest = 100): [string, boolean][] {
  const lines: [string, boolean][] = [];
  const reader = new Lines({ longest, onLine: (line, cut) => lines.push([line, cut]) });
  for (const part of parts) reader.add(Buffer.from(part as string));
  reader.end();
  return lines;
}

it("divides a stream into lines, however it comes", () => {
  const euro = Buffer.from("€");
  expect(read(["a\nb", "c\r\n", euro.subarray(0, 1), euro.subarray(1), "\n\nend"])).toEqual([
    ["a", false],
    ["bc", false],
    ["€", false],
    ["", false],
    ["end", false],
  ]);
});

it("keeps the beginning of a line of any length, and reads on after it", () => {
  const flood = Array.from({ length: 64 }, () => "x".repeat(65_536));
  const [first, second] = read([...flood, "\nnext"], 1_000);
  expect(first).toEqual(["x".repeat(1_000), true]);
  expect(second).toEqual(["next", false]);
});

it("keeps both ends of a long text and says how much is missing", () => {
  const text = new Bounded(20);
  for (let n = 0; n < 100; n++) text.add(`${n},`);
  expect(String(text)).toBe("0,1,2,3,4,\n[270 characters are left out here]\n,97,98,99,");
  const short = new Bounded(20);
  short.add("all of it");
  expect(String(short)).toBe("all of it");
});
