import fc from "fast-check";
import { expect, test } from "vitest";
import { readSse } from "./sse";

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number): Promise<string[]> {
  const messages: string[] = [];
  for await (const message of readSse(cut(new TextEncoder().encode(text), size)))
    messages.push(message);
  return messages;
}

test("reads the same messages however the bytes are cut, with any line end", async () => {
  const end = fc.constantFrom("\n", "\r\n", "\r");
  const line = fc
    .string({ unit: "grapheme", maxLength: 20 })
    .map((text) => text.replace(/[\r\n]/g, ""));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      end,
      fc.integer({ min: 1, max: 9 }),
      async (lines, eol, size) => {
        const text = lines.map((data) => `event: e${eol}data: ${data}${eol}${eol}`).join("");
        expect(await read(text, size)).toEqual(lines);
      },
    ),
  );
});

test("joins data lines, skips comments and takes a last message without its empty line", async () => {
  expect(await read(": hello\n\ndata: a\ndata:b\n\ndata: last", 3)).toEqual(["a\nb", "last"]);
});

test("gives up on an event without end, and keeps nothing of a line that is none", async () => {
  expect(await read(`${"x".repeat(5 * 1024 * 1024)}\ndata: a\n\n`, 64 * 1024)).toEqual(["a"]);
  await expect(read("data: 1234567\n".repeat(600 * 1024), 64 * 1024)).rejects.toThrow(/too long/);
  await expect(read("data: ".padEnd(5 * 1024 * 1024, "x"), 64 * 1024)).rejects.toThrow(/too long/);
});
