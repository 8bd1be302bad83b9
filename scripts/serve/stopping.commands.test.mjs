import { expect, test } from "vitest";
import { startProduct } from "../testing/product.mjs";

test("a stop answers polls that wait, says goodbye to streams, and ends", async () => {
  const product = await startProduct();
  const headers = { authorization: `Bearer ${product.apiKey}` };
  const stream = await fetch(`${product.url}/api/events`, { headers });
  const reader = /** @type {ReadableStream<Uint8Array>} */ (stream.body)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  expect((await reader.read()).value).toContain('"connected"');
  const poll = fetch(`${product.url}/api/tasks/queue?agent=scout&wait=60`, { headers });
  // The poll creates its agent when it first reads the queue; from then on it waits.
  await expect
    .poll(async () => (await fetch(`${product.url}/api/agents/scout`, { headers })).status, {
      timeout: 20_000,
    })
    .toBe(200);
  const stopped = product.stop();
  const answer = await poll;
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ task: null, reason: "no_tasks_available" });
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
  expect(rest).toContain('"type":"closed","data":{"reason":"server_stopping"');
  expect(await stopped).toBe(0);
});
