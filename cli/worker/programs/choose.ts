import type { WorkerSettings } from "../settings";
import { claudeProgram } from "./claude";
import { codexProgram } from "./codex";
import { commandProgram } from "./command";
import { httpProgram } from "./http";
import { openclawProgram } from "./openclaw";
import type { Program } from "./program";
import { noProgram } from "./task-command";

/** The program that the settings name. */
export function programOf(settings: WorkerSettings, env: NodeJS.ProcessEnv): Program {
  const { backend, program, tools, args } = settings;
  switch (backend) {
    case "claude": {
      const { permissionMode, maxTurns, maxCostUsd } = settings;
      const file = program ?? "claude";
      return claudeProgram({ file, permissionMode, maxTurns, maxCostUsd, tools, args });
    }
    case "codex":
      return codexProgram({ file: program ?? "codex", sandbox: settings.sandbox, tools, args });
    case "openclaw":
      return openclawProgram({ file: program ?? "openclaw", args });
    case "command":
      return commandProgram({ command: settings.command ?? "", prompt: settings.prompt });
    case "http":
      return httpProgram(settings.endpoint ?? "", env.BATON_HTTP_TOKEN?.trim() || null);
    case "none":
      return noProgram;
    default: {
      const never: never = backend;
      return never;
    }
  }
}
