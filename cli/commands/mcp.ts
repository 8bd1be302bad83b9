import { Command } from "commander";
import { bridge } from "../mcp/bridge";
import { readSettings, type SettingOptions } from "../settings";

const HELP = `
Register it where an MCP client starts processes:
  command: node   args: /path/to/baton/scripts/mc-cli.cjs mcp
  environment: MC_URL, MC_API_KEY, and, when wanted, MC_PROJECT and MC_AGENT`;

/** `mc mcp`: an MCP server on standard input and output that forwards every message to Baton's endpoint. */
export function mcpCommand(): Command {
  return new Command("mcp")
    .description("serve MCP on standard input and output, for clients that only start processes")
    .option("--url <address>", "where Baton is (MC_URL)")
    .option("--project <prefix>", "the project to work in (MC_PROJECT)")
    .option("--agent <name>", "the agent that a general key speaks for (MC_AGENT)")
    .addHelpText("after", HELP)
    .action(async (options: SettingOptions) => {
      await bridge(readSettings(options), {
        input: process.stdin,
        write: (line) => process.stdout.write(line),
        log: (line) => process.stderr.write(`mc mcp: ${line}\n`),
      });
    });
}
