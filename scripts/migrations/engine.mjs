import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

const internalCharOid = 18;
const bpcharOid = 1042;
const characterColumn = 6;
const require = createRequire(import.meta.url);
// The utilities of exactly the version that the adapter was built with.
const { bindMigrationAwareSqlAdapterFactory } = createRequire(
  require.resolve("@prisma/adapter-pg"),
)("@prisma/driver-adapter-utils");

/**
 * The SQL that takes a database to a schema, as Prisma's own schema engine drafts it (WebAssembly, no download). The
 * database is only read.
 * @param {string} databaseUrl
 * @param {string} schema the text of a schema.prisma
 * @returns {Promise<string>} empty when they agree
 */
export async function draftDifference(databaseUrl, schema) {
  bindings ??= loadBindings();
  const { SchemaEngine } = await bindings;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on("error", () => {});
  const { provider, adapterName } = new PrismaPg({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider,
    adapterName,
    connect: async () => withReadableChars(await new PrismaPg(pool).connect()),
    connectToShadowDb: () => Promise.reject(new Error("Drafting replays no migrations.")),
  });
  const files = [{ path: "schema.prisma", content: schema }];
  try {
    const engine = await SchemaEngine.new(
      { datamodels: [["schema.prisma", schema]] },
      () => {},
      adapter,
    );
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: "" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = stdout ?? "";
    return sql.startsWith("-- This is an empty migration.") ? "" : sql;
  } finally {
    await pool.end();
  }
}

/**
 * PostgreSQL's internal "char", which the catalog is full of, reads as the character it is: Prisma's adapter was made
 * for queries and reads a number.
 */
function withReadableChars(adapter) {
  /** @type {WeakMap<object, number[]>} */
  const charColumns = new WeakMap();
  const performIO = adapter.performIO.bind(adapter);
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    const columns = result.fields.flatMap((field, index) =>
      field.dataTypeID === internalCharOid ? [index] : [],
    );
    for (const index of columns) result.fields[index].dataTypeID = bpcharOid;
    charColumns.set(result.rows, columns);
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const index of charColumns.get(result.rows) ?? [])
      result.columnTypes[index] = characterColumn;
    return result;
  };
  return adapter;
}

/** @type {Promise<typeof import("@prisma/schema-engine-wasm/schema_engine_bg")> | undefined} */
let bindings;

/** The published entry point imports the .wasm as a module, which Node does not do: wire it by hand, once. */
async function loadBindings() {
  const loaded = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const file = require
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const imports = { ...loaded, ...unreferencedTimeout(loaded) };
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    "./schema_engine_bg.js": imports,
  });
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: (message) => console.error(message) };
  loaded.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return loaded;
}

/** The engine leaves a ten second timer behind (its lock's deadline), which must not keep the process alive. */
function unreferencedTimeout(loaded) {
  const name = Object.keys(loaded).find((key) => key.startsWith("__wbg_setTimeout_"));
  return name && { [name]: (callback, ms) => setTimeout(callback, ms).unref() };
}
