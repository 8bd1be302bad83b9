import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { repairedAdapter } from "./engine-adapter.mjs";
import { createShadowDatabase } from "./shadow-database.mjs";

const require = createRequire(import.meta.url);
// The utilities of exactly the version that the adapter was built with.
const { bindMigrationAwareSqlAdapterFactory } = createRequire(
  require.resolve("@prisma/adapter-pg"),
)("@prisma/driver-adapter-utils");

/**
 * Runs Prisma's own schema engine (WebAssembly, no download) against a database.
 * @template T
 * @param {{ databaseUrl: string, schema?: string }} options
 * @param {(engine: import("@prisma/schema-engine-wasm").SchemaEngine) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSchemaEngine({ databaseUrl, schema }, work) {
  bindings ??= loadBindings();
  const { SchemaEngine } = await bindings;
  /** @type {(() => Promise<void>)[]} what the engine itself leaves open */
  const closings = [];
  const connectTo = async (url) => {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    pool.on("error", () => {});
    closings.unshift(() => pool.end());
    return repairedAdapter(await new PrismaPg(pool).connect());
  };
  const { provider, adapterName } = new PrismaPg({ connectionString: databaseUrl });
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider,
    adapterName,
    connect: () => connectTo(databaseUrl),
    async connectToShadowDb() {
      const shadow = await createShadowDatabase(databaseUrl);
      closings.unshift(shadow.drop);
      return connectTo(shadow.url);
    },
  });
  try {
    const datamodels = schema ? [["schema.prisma", schema]] : undefined;
    return await work(await SchemaEngine.new({ datamodels }, () => {}, adapter));
  } finally {
    for (const close of closings) await close();
  }
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
