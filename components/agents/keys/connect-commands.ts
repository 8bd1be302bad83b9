/** A name that needs no quoting in a shell or a URL. */
const NEW_AGENT = "scout";

export interface ConnectCommand {
  title: string;
  meaning: string;
  command: string;
}

/** The three calls with which an agent joins: register, ask for work, send a heartbeat. */
export function connectCommands(
  origin: string,
  agent: { name: string; role: string } | null,
): ConnectCommand[] {
  const name = agent?.name ?? NEW_AGENT;
  const body = JSON.stringify({ name, role: agent?.role ?? "developer" });
  const inPath = encodeURIComponent(name);
  const poll: ConnectCommand = {
    title: "Ask for work",
    meaning: "Waits up to 30 seconds for a task and claims it. Poll again when it is done.",
    command: `curl "${origin}/api/tasks/queue?agent=${inPath}&wait=30" \\\n  -H "Authorization: Bearer $MC_API_KEY"`,
  };
  const beat: ConnectCommand = {
    title: "Say that it lives",
    meaning: "Every minute or so while it works: renews its lease and keeps it online.",
    command: `curl -X POST "${origin}/api/agents/${inPath}/heartbeat" \\\n  -H "Authorization: Bearer $MC_API_KEY"`,
  };
  const register: ConnectCommand = {
    title: "Register",
    meaning: "The agent appears here the moment you run this.",
    command: `curl -X POST "${origin}/api/agents/register" \\\n  -H "Authorization: Bearer $MC_API_KEY" \\\n  -H "Content-Type: application/json" \\\n  -d '${body}'`,
  };
  return agent ? [poll, beat] : [register, poll, beat];
}
