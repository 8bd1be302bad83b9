"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { issueKey, keyToWire, revokeKey } from "@/lib/auth/keys/issue-key";
import { GivenPassword, IssueKey, type KeyWire, type NewUser } from "@/lib/auth/schema";
import { type UserWire, userToWire } from "@/lib/auth/users/user-wire";
import {
  createUser,
  disableUser,
  enableUser,
  setPassword,
  setRole,
  signOutEverywhere,
} from "@/lib/auth/users/users";
import type { Role } from "@/lib/core/actor";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { createProject } from "@/lib/projects/create";
import { removeProject } from "@/lib/projects/delete";
import type { ProjectWire } from "@/lib/projects/schema";
import { CreateProject, RemoveMode, UpdateProject } from "@/lib/projects/schema";
import { updateProject } from "@/lib/projects/update";
import { projectToWire } from "@/lib/projects/wire";

export async function createProjectAction(
  input: z.input<typeof CreateProject>,
): Promise<ActionResult<ProjectWire>> {
  return act(async (ctx) =>
    projectToWire(await createProject(ctx, parse(CreateProject, input, "project"))),
  );
}

export async function updateProjectAction(
  id: number,
  input: z.input<typeof UpdateProject>,
): Promise<ActionResult<ProjectWire>> {
  return act(async (ctx) =>
    projectToWire(
      await updateProject(ctx, parse(RowId, id, "id"), parse(UpdateProject, input, "project")),
    ),
  );
}

export async function removeProjectAction(
  id: number,
  mode: RemoveMode,
): Promise<ActionResult<ProjectWire>> {
  return act(async (ctx) =>
    projectToWire(
      await removeProject(ctx, parse(RowId, id, "id"), parse(RemoveMode, mode, "mode")),
    ),
  );
}

/** The result contains the key itself, this once. */
export async function issueKeyAction(
  input: z.input<typeof IssueKey>,
): Promise<ActionResult<{ key: KeyWire; secret: string }>> {
  return act(async (ctx) => {
    const { row, key } = await issueKey(ctx, parse(IssueKey, input, "key"));
    return { key: keyToWire(row), secret: key };
  });
}

export async function revokeKeyAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await revokeKey(ctx, parse(RowId, id, "id"));
    return null;
  });
}

export async function createUserAction(input: NewUser): Promise<ActionResult<UserWire>> {
  return act(async (ctx) => userToWire(await createUser(ctx, input)));
}

export async function setRoleAction(id: number, role: Role): Promise<ActionResult<UserWire>> {
  return act(async (ctx) => userToWire(await setRole(ctx, parse(RowId, id, "id"), role)));
}

export async function disableUserAction(id: number): Promise<ActionResult<UserWire>> {
  return act(async (ctx) => userToWire(await disableUser(ctx, parse(RowId, id, "id"))));
}

export async function enableUserAction(id: number): Promise<ActionResult<UserWire>> {
  return act(async (ctx) => userToWire(await enableUser(ctx, parse(RowId, id, "id"))));
}

/** Sets a new password for another user, and ends all of that user's sessions. */
export async function setPasswordAction(
  id: number,
  password: string,
): Promise<ActionResult<UserWire>> {
  return act(async (ctx) => {
    const given = parse(GivenPassword, password, "password");
    return userToWire(await setPassword(ctx, parse(RowId, id, "id"), { password: given }));
  });
}

export async function signOutUserAction(id: number): Promise<ActionResult<UserWire>> {
  return act(async (ctx) => userToWire(await signOutEverywhere(ctx, parse(RowId, id, "id"))));
}
