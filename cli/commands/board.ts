import type { Command } from "commander";
import { board } from "../groups/workshop";
import type { Open } from "../session";
import { commandOf } from "../verbs/command";

/** `mc board`: the work board, the most urgent first. */
export function boardCommand(open: Open): Command {
  return commandOf({ ...board, aliases: [] }, "board", open);
}
