import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { expanded } from "./expand.mjs";

const MEGABYTE = 1024 ** 2;

test("a part that would become larger than any that is written is refused in words", async () => {
  const bomb = {
    name: "tables/public.tasks/00001.gz",
    content: gzipSync(Buffer.alloc(3 * MEGABYTE)),
  };
  expect(bomb.content.length).toBeLessThan(4_096);
  await expect(expanded(bomb, 2 * MEGABYTE)).rejects.toThrow(
    "tables/public.tasks/00001.gz expands to more than 2 MB",
  );
  expect(await expanded(bomb, 3 * MEGABYTE)).toHaveLength(3 * MEGABYTE);
});

test("a part that is not compressed is refused in words", async () => {
  const part = { name: "definitions.sql.gz", content: Buffer.from("DROP TABLE tasks") };
  await expect(expanded(part)).rejects.toThrow("definitions.sql.gz is not compressed");
});
