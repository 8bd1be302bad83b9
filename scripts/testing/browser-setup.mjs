import { writeFileSync } from "node:fs";
import { inProject } from "../project.mjs";
import { startProduct } from "./product.mjs";

/**
 * Playwright: one Baton for the whole run. Tests find it in the environment: BATON_TEST_URL (also their baseURL),
 * MC_API_KEY (an admin's key), BATON_TEST_SETUP_URL (the first-admin link).
 */
// biome-ignore lint/style/noDefaultExport: Playwright wants it
export default async function setup() {
  const product = await startProduct();
  process.env.BATON_TEST_URL = product.url;
  process.env.BATON_TEST_SETUP_URL = product.setupUrl ?? "";
  process.env.MC_API_KEY = product.apiKey;
  return async () => {
    writeFileSync(inProject(".baton/end-to-end-server.log"), product.output());
    await product.stop();
  };
}
