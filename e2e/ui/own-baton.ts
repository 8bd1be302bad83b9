import { hashPassword } from "../../lib/auth/passwords/passwords";
import { applicationUrl, readAccess } from "../../scripts/postgres/access.mjs";
import { withClient } from "../../scripts/postgres/database.mjs";
import { createDataDirectory, startProduct } from "../../scripts/testing/product.mjs";
import { type Client, clientFor } from "../api/client";
import type { Person } from "./sign-in";

export interface OwnBaton {
  url: string;
  setupUrl: string;
  apiKey: string;
  api: Client;
  dataDirectory: string;
  /** As no screen can yet: people are inserted into the database. */
  addPerson(person: Person, role: "viewer" | "operator" | "admin"): Promise<void>;
  stop(): Promise<void>;
}

/** An empty installation for one file of tests. */
export async function startOwnBaton(): Promise<OwnBaton> {
  const data = createDataDirectory();
  const product = await startProduct({ BATON_DATA_DIR: data.folder });
  return {
    url: product.url,
    setupUrl: product.setupUrl as string,
    apiKey: product.apiKey,
    api: clientFor(product.url, product.apiKey),
    dataDirectory: data.folder,
    async addPerson({ name, username, password }, role) {
      const hash = await hashPassword(password);
      await withClient(applicationUrl(readAccess(data.folder)), (client) =>
        client.query(
          `INSERT INTO users (username, display_name, role, password_hash, created_at, updated_at)
           VALUES ($1, $2, $3, $4, now(), now())`,
          [username, name, role, hash],
        ),
      );
    },
    async stop() {
      await product.stop();
      data.remove();
    },
  };
}
