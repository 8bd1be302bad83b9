import type { Tool } from "../tool";
import { create } from "./create";
import { backlog, board, list, search } from "./look";
import { children, diagram, get } from "./structure";
import { update } from "./update";
import { archive, claim, comment, link } from "./work";

/** The ticket tools, by name. */
export const tools: readonly Tool[] = [
  archive,
  backlog,
  board,
  children,
  claim,
  comment,
  create,
  diagram,
  get,
  link,
  list,
  search,
  update,
];
