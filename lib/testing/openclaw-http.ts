import type { IncomingMessage, ServerResponse } from "node:http";
import type { FakeGateway } from "./openclaw-gateway";

/** The HTTP side of the fake gateway: its list of agents, and chat completions, streamed. */
export async function answerHttp(
  gateway: FakeGateway,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const json = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const { options } = gateway;
  if (!options.hasHttp) return json(404, { error: { message: "Not Found" } });
  if (request.headers.authorization !== `Bearer ${options.token}`)
    return json(401, { error: { message: "Unauthorized", type: "unauthorized" } });
  if (request.url === "/v1/models") {
    const ids = ["openclaw", "openclaw/default", ...options.agents.map((id) => `openclaw/${id}`)];
    return json(200, { object: "list", data: ids.map((id) => ({ id, object: "model" })) });
  }
  if (request.url !== "/v1/chat/completions") return json(404, { error: { message: "Not Found" } });
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  const body = JSON.parse(text) as { model: string; messages: { role: string; content: string }[] };
  const said = (role: string): string | null =>
    body.messages.find((message) => message.role === role)?.content ?? null;
  const ask = {
    agentId: body.model.slice("openclaw/".length),
    sessionKey: String(request.headers["x-openclaw-session-key"] ?? ""),
    key: "",
    message: said("user") ?? "",
    system: said("system"),
    model: String(request.headers["x-openclaw-model"] ?? options.models[0]),
    isModelRun: false,
  };
  gateway.asks.push(ask);
  const play = gateway.runs.scripted.shift() ?? gateway.runs.otherwise(ask);
  await play.until;
  if (play.hang) return;
  if (play.failure) return json(400, { error: { message: play.failure } });
  response.writeHead(200, { "content-type": "text/event-stream" });
  const base = { id: "chatcmpl-fake", object: "chat.completion.chunk", model: body.model };
  const send = (data: unknown): void => void response.write(`data: ${JSON.stringify(data)}\n\n`);
  const answer = play.text ?? "RESOLUTION: done";
  send({ ...base, choices: [{ index: 0, delta: { role: "assistant", content: answer } }] });
  send({ ...base, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  send({ ...base, choices: [], usage: { prompt_tokens: 5295, completion_tokens: 5 } });
  response.end("data: [DONE]\n\n");
}
