import { Command } from "commander";
import { bridge } from "../mcp/bridge";
import type { Globals, Open } from "../session";

const HELP = `
Register it where an MCP client starts processes:
  command: node   args: /path/to/baton/scripts/mc-cli.cjs mcp
  environment: MC_URL, MC_API_KEY, and, when wanted, MC_PROJECT and MC_AGENT`;

/** `mc mcp`: an MCP server on standard input and output that forwards every message to Baton's endpoint. */
export function mcpCommand(open: Open): Command {
  const command = new Command("mcp")
    .description("serve MCP on standard input and output, for clients that only start processes")
    .option("--agent <name>", "the agent that a general key speaks for (MC_AGENT), as --as")
    .addHelpText("after", HELP);
  return command.action(async ({ agent }: { agent?: string }) => {
    const globals = command.optsWithGlobals<Globals>();
    const { settings } = open({ ...globals, as: agent ?? globals.as });
    await bridge(settings, {
      input: process.stdin,
      write: (line) => process.stdout.write(line),
      log: (line) => process.stderr.write(`mc mcp: ${line}\n`),
    });
  });
}
