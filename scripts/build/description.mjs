import { load } from "../typescript.mjs";
import { clientTypes, operationTable } from "./client.mjs";

/** What the client is generated into, from the routes as they are now. @returns {Promise<{ types: string, operations: string }>} */
export async function generatedClient() {
  const { describeApi } = await load("lib/api/openapi.ts");
  const { routes } = await load("app/api/openapi.json/routes.ts");
  const description = describeApi(routes);
  return { types: await clientTypes(description), operations: operationTable(description) };
}
