import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readFiles } from "./local-files";

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "files-"));
  mkdirSync(at("flows/specs"), { recursive: true });
  mkdirSync(at("here"));
  writeFileSync(at("secret.txt"), "secret");
  writeFileSync(at("flows/specs/feature.md"), "by the definition");
  writeFileSync(at("here/notes.md"), "by the shell");
  symlinkSync(at("secret.txt"), at("flows/link.md"));
  symlinkSync(at("flows/specs/feature.md"), at("flows/near.md"));
  writeFileSync(at("flows/large.md"), "x".repeat(300_000));
  writeFileSync(at("flows/picture.png"), Buffer.from([0x89, 0xff, 0xfe]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (names: string[], given = {}) => readFiles(names, [at("flows"), at("here")], given);

it("reads them in the definition's folder, then in the current one, and over links that stay inside", async () => {
  expect(await read(["specs/feature.md", "notes.md", "near.md"])).toEqual({
    "specs/feature.md": "by the definition",
    "notes.md": "by the shell",
    "near.md": "by the definition",
  });
});

it.each([["../secret.txt"], ["link.md"], ["specs/../../secret.txt"]])(
  "does not read %s, which lies outside, unless it is named",
  async (name) => {
    await expect(read([name])).rejects.toThrow(/lies outside/);
    expect(await read([name], { [name]: at("secret.txt") })).toEqual({ [name]: "secret" });
  },
);

it("says what is wrong with a file that is missing, too large, no text, or a folder", async () => {
  await expect(read(["gone.md"])).rejects.toThrow(/there is no file gone.md/);
  await expect(read(["large.md"])).rejects.toThrow(/more than 256 KB/);
  await expect(read(["picture.png"])).rejects.toThrow(/no text in UTF-8/);
  await expect(read(["specs"])).rejects.toThrow(/it is no file/);
});
