import { hashPassword } from "../../lib/auth/passwords/passwords";
import { createTemporaryDatabase } from "../../scripts/migrations/temporary-database.mjs";
import { withClient } from "../../scripts/postgres/database.mjs";
import { startProduct } from "../../scripts/testing/product.mjs";
import { type Client, clientFor } from "../api/client";
import type { Person } from "./sign-in";

export interface OwnBaton {
  url: string;
  setupUrl: string;
  apiKey: string;
  api: Client;
  databaseUrl: string;
  /** As no screen can yet: people are inserted into the database. */
  addPerson(person: Person, role: "viewer" | "operator" | "admin"): Promise<void>;
  /** What it has printed. */
  output(): string;
  stop(): Promise<void>;
}

/** An empty installation for one file of tests, or for one worker. */
export async function startOwnBaton(): Promise<OwnBaton> {
  const { maintenanceUrl, template } = JSON.parse(process.env.BATON_TEST_POSTGRES as string);
  const { url: databaseUrl } = await createTemporaryDatabase(maintenanceUrl, template);
  const product = await startProduct({
    DATABASE_URL: databaseUrl,
    // The tests' push service.
    BATON_NOTIFICATION_RECEIVERS: "127.0.0.1",
  });
  return {
    url: product.url,
    setupUrl: product.setupUrl as string,
    apiKey: product.apiKey,
    api: clientFor(product.url, product.apiKey),
    databaseUrl,
    async addPerson({ name, username, password }, role) {
      const hash = await hashPassword(password);
      await withClient(databaseUrl, (client) =>
        client.query(
          `INSERT INTO users (username, display_name, role, password_hash, created_at, updated_at)
           VALUES ($1, $2, $3, $4, now(), now())`,
          [username, name, role, hash],
        ),
      );
    },
    output: product.output,
    async stop() {
      await product.stop();
    },
  };
}
