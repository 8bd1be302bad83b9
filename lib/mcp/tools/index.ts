import type { Tool } from "../tool";
import { create } from "./create";
import { backlog, board, list, search } from "./look";
import { answer, ask, listOpen, read, withdraw } from "./requests";
import { children, diagram, get } from "./structure";
import { update } from "./update";
import { why } from "./why";
import { archive, claim, comment, link } from "./work";

/** Every tool, by name. */
export const tools: readonly Tool[] = [
  ask,
  answer,
  read,
  listOpen,
  withdraw,
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
  why,
];
