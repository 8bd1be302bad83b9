import { writeFileSync } from "node:fs";
import { inProject } from "../project.mjs";
import { startProduct } from "./product.mjs";
import { startTemplatePostgres } from "./template-postgres.mjs";

/**
 * Playwright: what the whole run shares. Tests of the API find a Baton in the environment: BATON_TEST_URL and MC_API_KEY (an admin's
 * key). Tests in the browser start one for each worker, on a copy of the migrated database in BATON_TEST_POSTGRES.
 */
// biome-ignore lint/style/noDefaultExport: Playwright wants it
export default async function setup() {
  const [product, postgres] = await Promise.all([startProduct(), startTemplatePostgres()]);
  process.env.BATON_TEST_URL = product.url;
  process.env.MC_API_KEY = product.apiKey;
  process.env.BATON_TEST_POSTGRES = JSON.stringify(postgres.address);
  return async () => {
    writeFileSync(inProject(".baton/end-to-end-server.log"), product.output());
    await Promise.all([product.stop(), postgres.stop()]);
  };
}
