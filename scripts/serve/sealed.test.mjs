import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject, projectRoot } from "../project.mjs";
import { sealedColumns, sealedForADay, sealedSettings } from "./sealed.mjs";

const sources = globSync("lib/**/*.ts", { cwd: projectRoot })
  .filter((file) => !file.endsWith(".test.ts"))
  .map((file) => ({ file, text: readFileSync(inProject(file), "utf8") }));

test("every purpose for which something is sealed is in the list, and no other", () => {
  const sealing = sources.filter(
    ({ text }) => /\bseal\(/.test(text) && !text.includes("export function seal("),
  );
  const purposes = sealing.flatMap(({ file, text }) =>
    [...text.matchAll(/\bseal\(([^,)]*)/g)].map(([, name = ""]) => {
      const declared = new RegExp(`const ${name} = "([^"]+)"`);
      const texts = [text, ...sources.map((each) => each.text)];
      const [purpose] = texts.flatMap((each) => each.match(declared)?.[1] ?? []);
      expect(purpose, `${file} seals for ${name}, which is no constant with a text`).toBeDefined();
      return purpose;
    }),
  );
  const listed = [...sealedSettings, ...sealedColumns, sealedForADay].map(({ purpose }) => purpose);
  expect([...new Set(purposes)].sort()).toEqual(listed.sort());
});

test("every column of the schema that holds sealed text is in the list, and no other", () => {
  const schema = readFileSync(inProject("prisma/schema.prisma"), "utf8");
  const models = [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(
    ([, body = ""]) => body,
  );
  const columns = models.flatMap((body) => {
    const [, table = ""] = body.match(/@@map\("(\w+)"\)/) ?? [];
    return [...body.matchAll(/^\s+(sealed\w*)\s+String/gim)].map(([, name]) => `${table}.${name}`);
  });
  expect(columns.sort()).toEqual(
    sealedColumns.map(({ table, column }) => `${table}.${column}`).sort(),
  );
  expect(schema).toContain(`@@map("${sealedForADay.table}")`);
});
