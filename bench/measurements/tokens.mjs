import { Tiktoken } from "js-tiktoken/lite";
import o200k from "js-tiktoken/ranks/o200k_base";
import { connectAgent, etagIn, idsIn } from "../load/mcp-client.mjs";
import { createInstallation } from "../product/installation.mjs";
import { newTask } from "../seed/new-task.mjs";

const count = 50;

/** @type {import("../report/measurement.mjs").Measurement} */
export const tokens = {
  name: "tokens",
  title: "What the ticket tools' answers cost a model",
  budgetSeconds: 60,
  async run() {
    const installation = await createInstallation();
    await installation.start();
    const agent = await connectAgent(installation, "bench-agent");
    const ids = await createTickets(agent);
    const encoder = new Tiktoken(o200k);
    const rows = [];
    for (const [what, tool, args] of callsFor(ids)) {
      const toon = encoder.encode(await agent.call(tool, args)).length;
      const json = encoder.encode(await agent.call(tool, { ...args, format: "json" })).length;
      rows.push({ what, toon, json, saved: 1 - toon / json });
    }
    await agent.close();
    await installation.remove();
    return report(rows);
  },
};

/** An epic with steps, and other tickets, some with comments and links. @param {Awaited<ReturnType<typeof connectAgent>>} agent */
async function createTickets(agent) {
  const [epic] = idsIn(await agent.call("ticket_create", { title: "Auth system", type: "ep" }));
  const ids = [epic];
  for (let n = 1; n < count; n++) {
    const { title, description, labels } = newTask(n);
    const place = n <= 6 ? { parent_id: epic, exec_mode: "seq", exec_order: n } : {};
    const made = await agent.call("ticket_create", { title, description, labels, ...place });
    ids.push(...idsIn(made));
  }
  const [, , , , , , , worked, blocked] = ids;
  const claimed = await agent.call("ticket_claim", { id: worked });
  await agent.call("ticket_comment", {
    id: worked,
    body: "Reproduced it; the cause is the cache.",
  });
  await agent.call("ticket_comment", { id: worked, body: "Fixed, the test is running." });
  await agent.call("ticket_link", { from_id: worked, to_id: blocked, link_type: "blk" });
  await agent.call("ticket_update", { id: worked, priority: "h", etag: etagIn(claimed) });
  return { epic, worked };
}

/** @param {Record<"epic" | "worked", string>} ids @returns {[string, string, Record<string, unknown>][]} */
const callsFor = ({ epic, worked }) => [
  ["one ticket with two comments and a link", "ticket_get", { id: worked }],
  ["a backlog of 20", "ticket_backlog", { limit: 20 }],
  ["the six steps of an epic", "ticket_children", { id: epic }],
  [`a list of ${count}`, "ticket_list", { limit: 200 }],
  ["the board", "ticket_board", {}],
];

/** @param {{ what: string, toon: number, json: number, saved: number }[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  return {
    reading:
      "The same answer of the same call, in TOON/1 and with `format: json` (without white space), counted with the o200k_base tokenizer of js-tiktoken. The JSON has the same fields under their full names, leaves out what is empty, and uses the same codes for status, priority and type.",
    columns: [
      { key: "what", label: "answer" },
      { key: "json", label: "JSON, tokens", unit: "count" },
      { key: "toon", label: "TOON/1, tokens", unit: "count" },
      { key: "saved", label: "fewer", unit: "share" },
    ],
    rows,
    checks: [],
    aims: [],
  };
}
