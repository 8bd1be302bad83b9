import type { ToolCall } from "../questions";
import { isObject, textOf } from "./answer";
import type { Json } from "./codex-rpc";

/** As the model wrote it, without the shell around it. */
export function commandOf({ command, commandActions }: Json): string {
  const actions = Array.isArray(commandActions) ? commandActions.filter(isObject) : [];
  const [only] = actions;
  const plain = actions.length === 1 && only ? textOf(only.command) : null;
  return plain ?? textOf(command) ?? "a command";
}

/** A command, or a place on the network that a command wants to reach. */
export function commandCall(params: Json): ToolCall {
  const { networkApprovalContext: network, reason, cwd } = params;
  if (isObject(network)) {
    const at = `${network.protocol}://${network.host}`;
    return {
      tool: `network(${at})`,
      title: `Reach ${at}`,
      body: textOf(reason),
      arguments: { ...network, command: params.command },
    };
  }
  const command = commandOf(params);
  return {
    tool: `shell(${command})`,
    title: `shell: ${command}`,
    body: textOf(reason),
    arguments: { command: params.command, cwd },
  };
}

/** A change of files; `changes` are those of the item that it is about. */
export function fileCall({ reason, grantRoot }: Json, changes: readonly Json[]): ToolCall {
  const root = textOf(grantRoot);
  const paths = changes.map(({ path }) => textOf(path)).filter((path) => path !== null);
  const where = root ?? (paths.length > 0 ? paths.join(", ") : "outside of its folder");
  return {
    tool: `apply_patch(${where})`,
    title: `Change files: ${where}`,
    body: textOf(reason),
    arguments: {
      ...(root === null ? {} : { root }),
      changes: changes.map(({ path, kind, diff }) => ({ path, kind, diff })),
    },
  };
}

export function permissionCall({ reason, permissions, cwd }: Json): ToolCall {
  const shown = JSON.stringify(permissions ?? {});
  return {
    tool: `permissions(${shown})`,
    title: `More than its sandbox allows: ${shown}`,
    body: textOf(reason),
    arguments: { permissions, cwd },
  };
}

/** A question of an MCP server, such as whether one of its tools may be called. */
export function elicitationCall({ message, serverName, _meta: meta }: Json): ToolCall {
  const server = textOf(serverName) ?? "an MCP server";
  return {
    tool: `mcp(${server}: ${textOf(message) ?? ""})`,
    title: textOf(message) ?? `Let ${server} go on`,
    body: null,
    arguments: { server, ...(isObject(meta) ? meta : {}) },
  };
}
