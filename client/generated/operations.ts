// Generated from the API description by `npm run generate`. Do not edit.

import type { Operation } from "../operation";

export const OPERATIONS = {
  "accounts.create": {
    "method": "POST",
    "path": "/api/auth/users",
    "summary": "Let somebody sign in with a name and a password",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "username": { "type": "text", "required": true },
      "password": { "type": "text", "required": true },
      "display_name": { "type": "text" },
      "role": { "type": "string", "values": [ "viewer", "operator", "admin" ] }
    },
    "answer": [ "user" ]
  },
  "accounts.list": {
    "method": "GET",
    "path": "/api/auth/users",
    "summary": "List the people who may sign in, as existing clients read them",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "users" ]
  },
  "accounts.me": {
    "method": "GET",
    "path": "/api/auth/me",
    "summary": "Who is calling: a person, an agent or a key",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "user" ]
  },
  "accounts.remove": {
    "method": "DELETE",
    "path": "/api/auth/users",
    "summary": "Let a person sign in no more",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "integer", "required": true }
    },
    "answer": [ "success" ]
  },
  "accounts.sign_in": {
    "method": "POST",
    "path": "/api/auth/login",
    "summary": "Sign in by name and password; the answer sets a session's cookie",
    "role": "public",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "username": { "type": "string", "required": true },
      "password": { "type": "text", "required": true }
    },
    "answer": [ "user" ]
  },
  "accounts.update": {
    "method": "PUT",
    "path": "/api/auth/users",
    "summary": "Set a person's role or password",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "integer", "required": true },
      "display_name": { "type": "text" },
      "role": { "type": "string", "values": [ "viewer", "operator", "admin" ] },
      "password": { "type": "text" }
    },
    "answer": [ "user" ]
  },
  "activities.export": {
    "method": "GET",
    "path": "/api/activities/export",
    "summary": "Download what happened, newest first, as lines of JSON or CSV; a last line says when it is cut",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "types": { "type": "string" },
      "project_id": { "type": "string" },
      "task_id": { "type": "string" },
      "type": { "type": "string" },
      "task": { "type": "string" },
      "agent": { "type": "string" },
      "actor": { "type": "string" },
      "entity_type": { "type": "string" },
      "since": { "type": "string" },
      "until": { "type": "string" },
      "before": { "type": "string" },
      "format": { "type": "string", "values": [ "jsonl", "csv" ] },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": []
  },
  "activities.list": {
    "method": "GET",
    "path": "/api/activities",
    "summary": "List what happened, newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "types": { "type": "string" },
      "project_id": { "type": "string" },
      "task_id": { "type": "string" },
      "type": { "type": "string" },
      "task": { "type": "string" },
      "agent": { "type": "string" },
      "actor": { "type": "string" },
      "entity_type": { "type": "string" },
      "since": { "type": "string" },
      "until": { "type": "string" },
      "limit": { "type": "string" },
      "before": { "type": "string" },
      "offset": { "type": "string" },
      "around": { "type": "string" },
      "stats": { "type": "text" },
      "hours": { "type": "string" }
    },
    "body": null,
    "answer": [ "activities", "has_more", "hasMore", "total", "next_before", "timeframe", "activityByType", "topActors", "timeline" ]
  },
  "agents.attribution": {
    "method": "GET",
    "path": "/api/agents/{id}/attribution",
    "summary": "Account for what an agent did and cost; for itself, or privileged admins",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "hours": { "type": "string" },
      "privileged": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "section": { "type": "text" }
    },
    "body": null,
    "answer": [ "agent_name", "access_scope", "timeframe", "identity", "audit", "mutations", "cost" ]
  },
  "agents.check_work": {
    "method": "GET",
    "path": "/api/agents/{id}/heartbeat",
    "summary": "See what waits for an agent, without a sign of life",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "status", "agent", "checked_at", "token_recorded", "runs", "answers", "run_messages", "message", "work_items", "total_items" ]
  },
  "agents.comms": {
    "method": "GET",
    "path": "/api/agents/comms",
    "summary": "Read what agents write to each other, and who writes to whom",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agent": { "type": "string" },
      "since": { "type": "string" },
      "limit": { "type": "string" },
      "offset": { "type": "string" }
    },
    "body": null,
    "answer": [ "messages", "total", "graph", "source" ]
  },
  "agents.create": {
    "method": "POST",
    "path": "/api/agents",
    "summary": "Make an agent",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "status": { "type": "string", "values": [ "online", "busy", "idle", "offline", "error" ] },
      "last_activity": { "type": "text", "nullable": true },
      "config": { "type": "json", "nullable": true },
      "gateway_config": { "type": "json", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "max_capacity": { "type": "integer" },
      "capabilities": { "type": "words", "nullable": true },
      "hidden": { "type": "boolean" },
      "session_key": { "type": "string", "nullable": true },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "soul_content": { "type": "text", "nullable": true },
      "name": { "type": "string", "required": true },
      "role": { "type": "string" },
      "template": { "type": "string" }
    },
    "answer": [ "agent" ]
  },
  "agents.day": {
    "method": "GET",
    "path": "/api/agents/{id}/day",
    "summary": "Read what an agent did in the last 24 hours, in half hours",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "slices" ]
  },
  "agents.delete": {
    "method": "DELETE",
    "path": "/api/agents/{id}",
    "summary": "Delete an agent and its keys: what it holds is released, its runs stay",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {},
    "answer": [ "success", "deleted", "remove_workspace", "released", "still_assigned" ]
  },
  "agents.diagnostics": {
    "method": "GET",
    "path": "/api/agents/{id}/diagnostics",
    "summary": "Read figures on an agent's work, errors and tokens; for itself, or privileged admins",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "hours": { "type": "string" },
      "privileged": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "section": { "type": "text" }
    },
    "body": null,
    "answer": [ "agent", "timeframe", "summary", "tasks", "errors", "activity", "trends", "tokens" ]
  },
  "agents.heartbeat": {
    "method": "POST",
    "path": "/api/agents/{id}/heartbeat",
    "summary": "Give a sign of life, report tokens, and hear what waits",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "status": { "type": "string", "values": [ "online", "busy", "idle", "offline", "error" ] },
      "last_activity": { "type": "text", "nullable": true },
      "run_id": { "type": "integer" },
      "run_ids": { "type": "json" },
      "worker": { "type": "json" },
      "messages_delivered": { "type": "json" },
      "token_usage": { "type": "json" }
    },
    "answer": [ "status", "agent", "checked_at", "token_recorded", "runs", "answers", "run_messages", "message", "work_items", "total_items" ]
  },
  "agents.keys.create": {
    "method": "POST",
    "path": "/api/agents/{id}/keys",
    "summary": "Make a key that acts as the agent; it is shown this once",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "scopes": { "type": "words" },
      "expires_at": { "type": "time", "nullable": true },
      "expires_in_days": { "type": "number", "nullable": true },
      "project_id": { "type": "integer", "nullable": true }
    },
    "answer": [ "key", "api_key" ]
  },
  "agents.keys.list": {
    "method": "GET",
    "path": "/api/agents/{id}/keys",
    "summary": "List an agent's keys",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "agent", "keys" ]
  },
  "agents.keys.revoke": {
    "method": "DELETE",
    "path": "/api/agents/{id}/keys",
    "summary": "Revoke one of an agent's keys",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "key_id": { "type": "integer", "required": true }
    },
    "answer": [ "success", "key_id", "revoked_at" ]
  },
  "agents.limits": {
    "method": "GET",
    "path": "/api/agents/{id}/limits",
    "summary": "What a run of an agent may come to before it is stopped",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "limits", "effective" ]
  },
  "agents.list": {
    "method": "GET",
    "path": "/api/agents",
    "summary": "List agents with their presence and task counts",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "status": { "type": "string" },
      "role": { "type": "string" },
      "runtime": { "type": "string" },
      "show_hidden": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "q": { "type": "string" },
      "limit": { "type": "string" },
      "offset": { "type": "string" }
    },
    "body": null,
    "answer": [ "agents", "total", "page", "limit" ]
  },
  "agents.memory.clear": {
    "method": "DELETE",
    "path": "/api/agents/{id}/memory",
    "summary": "Clear an agent's working memory",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "message", "working_memory", "updated_at", "size", "saved_to_workspace" ]
  },
  "agents.memory.read": {
    "method": "GET",
    "path": "/api/agents/{id}/memory",
    "summary": "Read an agent's working memory",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "agent", "working_memory", "updated_at", "size", "source" ]
  },
  "agents.memory.write": {
    "method": "PUT",
    "path": "/api/agents/{id}/memory",
    "summary": "Replace an agent's working memory, or append to it",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "working_memory": { "type": "text", "required": true },
      "append": { "type": "boolean" }
    },
    "answer": [ "success", "message", "working_memory", "updated_at", "size", "saved_to_workspace" ]
  },
  "agents.message": {
    "method": "POST",
    "path": "/api/agents/message",
    "summary": "Send an agent a message, which it gets with its next heartbeat",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "to": { "type": "string", "required": true },
      "message": { "type": "text", "required": true }
    },
    "answer": [ "success" ]
  },
  "agents.pause": {
    "method": "POST",
    "path": "/api/agents/{id}/pause",
    "summary": "Give an agent nothing new until it is resumed; what it has goes on",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "note": { "type": "text" }
    },
    "answer": [ "agent" ]
  },
  "agents.put": {
    "method": "PUT",
    "path": "/api/agents/{id}",
    "summary": "Change an agent: config is merged, null clears",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "status": { "type": "string", "values": [ "online", "busy", "idle", "offline", "error" ] },
      "last_activity": { "type": "text", "nullable": true },
      "config": { "type": "json", "nullable": true },
      "gateway_config": { "type": "json", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "max_capacity": { "type": "integer" },
      "capabilities": { "type": "words", "nullable": true },
      "hidden": { "type": "boolean" },
      "session_key": { "type": "string", "nullable": true },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "soul_content": { "type": "text", "nullable": true },
      "role": { "type": "string" },
      "add_capabilities": { "type": "words" },
      "remove_capabilities": { "type": "words" }
    },
    "answer": [ "success", "agent" ]
  },
  "agents.read": {
    "method": "GET",
    "path": "/api/agents/{id}",
    "summary": "Read one agent, by id or name",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "agent" ]
  },
  "agents.register": {
    "method": "POST",
    "path": "/api/agents/register",
    "summary": "Register an agent: 201 the first time, 200 and an update every other time",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "text", "required": true },
      "role": { "type": "text" },
      "capabilities": { "type": "words" },
      "framework": { "type": "string", "nullable": true },
      "model": { "type": "string", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "max_capacity": { "type": "integer" }
    },
    "answer": [ "agent", "registered", "message" ]
  },
  "agents.resume": {
    "method": "POST",
    "path": "/api/agents/{id}/resume",
    "summary": "Give a paused agent work again",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "agent" ]
  },
  "agents.set_limits": {
    "method": "PUT",
    "path": "/api/agents/{id}/limits",
    "summary": "Set what a run of an agent may come to before it is stopped",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "limits": { "type": "json", "required": true }
    },
    "answer": [ "limits", "effective" ]
  },
  "agents.soul.read": {
    "method": "GET",
    "path": "/api/agents/{id}/soul",
    "summary": "Read an agent's SOUL and the names of the templates",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "agent", "soul_content", "source", "available_templates", "updated_at" ]
  },
  "agents.soul.set": {
    "method": "PUT",
    "path": "/api/agents/{id}/soul",
    "summary": "Set an agent's SOUL, as text or from a template",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "soul_content": { "type": "text", "nullable": true },
      "template_name": { "type": "string" }
    },
    "answer": [ "success", "message", "soul_content", "saved_to_workspace", "updated_at" ]
  },
  "agents.soul.templates": {
    "method": "PATCH",
    "path": "/api/agents/{id}/soul",
    "summary": "List the SOUL templates, or read one",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "template": { "type": "string" }
    },
    "body": null,
    "answer": [ "templates", "template_name", "content" ]
  },
  "agents.update": {
    "method": "PATCH",
    "path": "/api/agents/{id}",
    "summary": "Change an agent: config is merged, null clears",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "status": { "type": "string", "values": [ "online", "busy", "idle", "offline", "error" ] },
      "last_activity": { "type": "text", "nullable": true },
      "config": { "type": "json", "nullable": true },
      "gateway_config": { "type": "json", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "max_capacity": { "type": "integer" },
      "capabilities": { "type": "words", "nullable": true },
      "hidden": { "type": "boolean" },
      "session_key": { "type": "string", "nullable": true },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "soul_content": { "type": "text", "nullable": true },
      "role": { "type": "string" },
      "add_capabilities": { "type": "words" },
      "remove_capabilities": { "type": "words" }
    },
    "answer": [ "success", "agent" ]
  },
  "agents.update_named": {
    "method": "PUT",
    "path": "/api/agents",
    "summary": "Change the agent that the body names",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "status": { "type": "string", "values": [ "online", "busy", "idle", "offline", "error" ] },
      "last_activity": { "type": "text", "nullable": true },
      "config": { "type": "json", "nullable": true },
      "gateway_config": { "type": "json", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "max_capacity": { "type": "integer" },
      "capabilities": { "type": "words", "nullable": true },
      "hidden": { "type": "boolean" },
      "session_key": { "type": "string", "nullable": true },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "soul_content": { "type": "text", "nullable": true },
      "role": { "type": "string" },
      "add_capabilities": { "type": "words" },
      "remove_capabilities": { "type": "words" },
      "id": { "type": "integer" },
      "name": { "type": "text" }
    },
    "answer": [ "success", "agent" ]
  },
  "agents.wake": {
    "method": "POST",
    "path": "/api/agents/{id}/wake",
    "summary": "Have Baton look for work of an agent that it calls at once; one that polls gets a message",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "message": { "type": "text" }
    },
    "answer": [ "success", "session_key", "stdout" ]
  },
  "agents.why": {
    "method": "GET",
    "path": "/api/agents/{id}/why",
    "summary": "Why an agent works on nothing new now, or what it does",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "agent", "reasons" ]
  },
  "alerts.create": {
    "method": "POST",
    "path": "/api/alerts",
    "summary": "Add an alert rule; or, with action evaluate, look at every rule now",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "description": { "type": "text", "nullable": true },
      "entity_type": { "type": "string", "values": [ "agent", "task", "session", "activity" ] },
      "condition_field": { "type": "string" },
      "condition_operator": { "type": "string", "values": [ "equals", "not_equals", "greater_than", "less_than", "contains", "count_above", "count_below", "age_minutes_above" ] },
      "condition_value": { "type": "string" },
      "action_type": { "type": "string", "values": [ "notification", "webhook" ] },
      "action_config": { "type": "json" },
      "cooldown_minutes": { "type": "integer" },
      "action": { "type": "string", "values": [ "evaluate" ] }
    },
    "answer": [ "rule", "evaluated", "triggered", "results" ]
  },
  "alerts.delete": {
    "method": "DELETE",
    "path": "/api/alerts",
    "summary": "Delete an alert rule named in the body",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "integer", "required": true }
    },
    "answer": [ "deleted" ]
  },
  "alerts.list": {
    "method": "GET",
    "path": "/api/alerts",
    "summary": "List the alert rules with their state, newest first",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "rules" ]
  },
  "alerts.update": {
    "method": "PUT",
    "path": "/api/alerts",
    "summary": "Change an alert rule named in the body",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "integer", "required": true },
      "name": { "type": "string" },
      "description": { "type": "text", "nullable": true },
      "enabled": { "type": "boolean" },
      "entity_type": { "type": "string", "values": [ "agent", "task", "session", "activity" ] },
      "condition_field": { "type": "string" },
      "condition_operator": { "type": "string", "values": [ "equals", "not_equals", "greater_than", "less_than", "contains", "count_above", "count_below", "age_minutes_above" ] },
      "condition_value": { "type": "string" },
      "action_type": { "type": "string", "values": [ "notification", "webhook" ] },
      "action_config": { "type": "json" },
      "cooldown_minutes": { "type": "integer" }
    },
    "answer": [ "rule" ]
  },
  "attachments.add": {
    "method": "POST",
    "path": "/api/attachments",
    "summary": "Store a picture for the texts of a task; the body is the file, of at most 5 MB",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "task": { "type": "string", "required": true },
      "name": { "type": "string" }
    },
    "body": null,
    "answer": [ "attachment" ]
  },
  "attachments.read": {
    "method": "GET",
    "path": "/api/attachments/{id}",
    "summary": "Read a picture of a task",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": []
  },
  "audit.list": {
    "method": "GET",
    "path": "/api/audit",
    "summary": "List who changed users, keys, settings and webhooks, and who signed in, newest first",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "action": { "type": "string" },
      "actor": { "type": "string" },
      "limit": { "type": "string" },
      "offset": { "type": "string" },
      "since": { "type": "text" },
      "until": { "type": "text" }
    },
    "body": null,
    "answer": [ "events", "total", "limit", "offset" ]
  },
  "backups.download": {
    "method": "GET",
    "path": "/api/backup",
    "summary": "Make a backup of everything, and stream it",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": []
  },
  "backups.list": {
    "method": "GET",
    "path": "/api/backups",
    "summary": "The backups that were made, how they are, and when the next one is due",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "settings", "health", "last_success", "last_failure", "backups" ]
  },
  "backups.make": {
    "method": "POST",
    "path": "/api/backups",
    "summary": "Make a backup now, into the folder of the settings",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "queued" ]
  },
  "backups.set": {
    "method": "PATCH",
    "path": "/api/backups/settings",
    "summary": "Change where and when backups are made by themselves, and how many are kept",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "enabled": { "type": "boolean" },
      "directory": { "type": "text", "nullable": true },
      "schedule": { "type": "text" },
      "timezone": { "type": "string" },
      "keep": { "type": "integer" }
    },
    "answer": [ "settings", "health", "last_success", "last_failure", "backups" ]
  },
  "budgets.list": {
    "method": "GET",
    "path": "/api/budgets",
    "summary": "List the budgets that are set, and what is spent of them",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "day", "agents", "projects" ]
  },
  "budgets.set_daily": {
    "method": "PUT",
    "path": "/api/budgets",
    "summary": "Set what the whole installation may spend on a day",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "daily_usd": { "type": "number", "required": true, "nullable": true }
    },
    "answer": [ "day", "agents", "projects" ]
  },
  "client_notifications.deliver": {
    "method": "POST",
    "path": "/api/notifications/deliver",
    "summary": "Give agents what they were not told yet, as a message that their next heartbeat takes",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent_filter": { "type": "string", "nullable": true },
      "limit": { "type": "integer" },
      "dry_run": { "type": "boolean" }
    },
    "answer": [ "status", "message", "total_processed", "delivered", "errors", "dry_run", "delivery_results", "error_details" ]
  },
  "client_notifications.delivery": {
    "method": "GET",
    "path": "/api/notifications/deliver",
    "summary": "How many notifications agents have been given, and whom some wait for",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "agent": { "type": "string" }
    },
    "body": null,
    "answer": [ "statistics", "agents_with_pending", "recent_deliveries", "agent_filter" ]
  },
  "client_notifications.list": {
    "method": "GET",
    "path": "/api/notifications",
    "summary": "What an agent or a person is to be told, as existing clients read it, newest first",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "recipient": { "type": "string", "required": true },
      "unread_only": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "type": { "type": "string" },
      "limit": { "type": "string" },
      "offset": { "type": "string" }
    },
    "body": null,
    "answer": [ "notifications", "total", "page", "limit", "unreadCount" ]
  },
  "client_notifications.mark_delivered": {
    "method": "POST",
    "path": "/api/notifications",
    "summary": "Mark an agent's notifications as delivered, and read them",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "action": { "type": "string", "required": true, "values": [ "mark-delivered" ] },
      "agent": { "type": "string", "required": true }
    },
    "answer": [ "success", "delivered", "notifications" ]
  },
  "client_notifications.mark_read": {
    "method": "PUT",
    "path": "/api/notifications",
    "summary": "Mark notifications as read, by their ids or all of a recipient",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "ids": { "type": "json" },
      "recipient": { "type": "string" },
      "markAllRead": { "type": "boolean" }
    },
    "answer": [ "success", "markedAsRead" ]
  },
  "client_notifications.remove": {
    "method": "DELETE",
    "path": "/api/notifications",
    "summary": "Remove notifications, by their ids or a recipient's old ones",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "ids": { "type": "json" },
      "recipient": { "type": "string" },
      "olderThan": { "type": "integer" }
    },
    "answer": [ "success", "deleted" ]
  },
  "client_runs.list": {
    "method": "GET",
    "path": "/api/v1/runs",
    "summary": "List runs in the shape of the agent run protocol, newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agent_id": { "type": "string" },
      "status": { "type": "string", "values": [ "pending", "running", "completed", "failed", "cancelled", "timeout" ] },
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "runs", "total", "next_before" ]
  },
  "client_runs.read": {
    "method": "GET",
    "path": "/api/v1/runs/{id}",
    "summary": "Read one run in the shape of the agent run protocol",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "run" ]
  },
  "client_runs.report": {
    "method": "POST",
    "path": "/api/v1/runs",
    "summary": "Report a run that happened elsewhere and is over",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "id": { "type": "string", "required": true },
      "agent_id": { "type": "string", "required": true },
      "agent_name": { "type": "string", "nullable": true },
      "status": { "type": "string", "required": true, "values": [ "pending", "running", "completed", "failed", "cancelled", "timeout" ] },
      "started_at": { "type": "string", "required": true },
      "ended_at": { "type": "string", "nullable": true },
      "duration_ms": { "type": "number", "nullable": true },
      "model": { "type": "string", "nullable": true },
      "provider": { "type": "string", "nullable": true },
      "runtime": { "type": "string", "nullable": true },
      "runtime_version": { "type": "string", "nullable": true },
      "trigger": { "type": "string", "nullable": true, "values": [ "manual", "cron", "webhook", "agent", "pipeline", "queue" ] },
      "parent_run_id": { "type": "string", "nullable": true },
      "task_id": { "type": "string", "nullable": true },
      "outcome": { "type": "string", "nullable": true },
      "steps": { "type": "json" },
      "tools_available": { "type": "words" },
      "cost": { "type": "json" },
      "error": { "type": "text", "nullable": true },
      "git_branch": { "type": "text", "nullable": true },
      "git_commit": { "type": "string", "nullable": true },
      "tags": { "type": "words" },
      "metadata": { "type": "json" }
    },
    "answer": [ "id", "run_hash" ]
  },
  "connections.connect": {
    "method": "POST",
    "path": "/api/connect",
    "summary": "Connect a tool as an agent",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "tool_name": { "type": "string", "required": true },
      "tool_version": { "type": "string", "nullable": true },
      "agent_name": { "type": "string", "required": true },
      "agent_role": { "type": "string" },
      "metadata": { "type": "json", "nullable": true }
    },
    "answer": [ "connection_id", "agent_id", "agent_name", "status", "sse_url", "heartbeat_url", "token_report_url" ]
  },
  "connections.disconnect": {
    "method": "DELETE",
    "path": "/api/connect",
    "summary": "Disconnect a tool: its agent goes offline",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "connection_id": { "type": "string", "required": true }
    },
    "answer": [ "status", "connection_id" ]
  },
  "connections.list": {
    "method": "GET",
    "path": "/api/connect",
    "summary": "List the tools that are connected",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "connections" ]
  },
  "contests.create": {
    "method": "POST",
    "path": "/api/tasks/best-of",
    "summary": "Give the same work to several agents, of which one is picked",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "title": { "type": "text", "required": true },
      "description": { "type": "text", "nullable": true },
      "acceptance_criteria": { "type": "text", "nullable": true },
      "checks": { "type": "json", "nullable": true },
      "output_schema": { "type": "json", "nullable": true },
      "command": { "type": "string", "nullable": true },
      "priority": { "type": "string", "values": [ "critical", "high", "medium", "low" ] },
      "type": { "type": "string", "values": [ "bug", "feature", "task", "epic", "chore" ] },
      "work_type": { "type": "string", "nullable": true },
      "labels": { "type": "words" },
      "tags": { "type": "words" },
      "metadata": { "type": "json" },
      "due_on": { "type": "string", "nullable": true },
      "due_date": { "type": "time", "nullable": true },
      "scheduled_for": { "type": "time", "nullable": true },
      "estimated_hours": { "type": "number", "nullable": true },
      "actual_hours": { "type": "number", "nullable": true },
      "outcome": { "type": "string", "nullable": true, "values": [ "success", "failed", "partial", "abandoned" ] },
      "error_message": { "type": "text", "nullable": true },
      "resolution": { "type": "text", "nullable": true },
      "feedback_rating": { "type": "integer", "nullable": true },
      "feedback_notes": { "type": "text", "nullable": true },
      "retry_count": { "type": "integer" },
      "project_id": { "type": "integer" },
      "follow_ups": { "type": "json", "nullable": true },
      "agents": { "type": "words", "required": true }
    },
    "answer": [ "group", "entries", "picked", "picked_by", "pick_reason", "picked_at", "checks_override", "judge", "judge_run_id", "judge_problem" ]
  },
  "contests.give": {
    "method": "POST",
    "path": "/api/tasks/{id}/best-of",
    "summary": "Give a task that nobody has begun to several agents, of which one is picked",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agents": { "type": "words", "required": true }
    },
    "answer": [ "group", "entries", "picked", "picked_by", "pick_reason", "picked_at", "checks_override", "judge", "judge_run_id", "judge_problem" ]
  },
  "contests.judge": {
    "method": "POST",
    "path": "/api/tasks/{id}/best-of/judge",
    "summary": "Have an agent compare the work of the others and pick one",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent": { "type": "string", "required": true },
      "criteria": { "type": "text" }
    },
    "answer": [ "group", "entries", "picked", "picked_by", "pick_reason", "picked_at", "checks_override", "judge", "judge_run_id", "judge_problem" ]
  },
  "contests.pick": {
    "method": "POST",
    "path": "/api/tasks/{id}/best-of/pick",
    "summary": "Approve the work of one agent, and cancel that of the others",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "task": { "type": "string", "required": true },
      "reason": { "type": "text", "required": true },
      "checks_override": { "type": "text" },
      "seen_at": { "type": "integer" }
    },
    "answer": [ "group", "entries", "picked", "picked_by", "pick_reason", "picked_at", "checks_override", "judge", "judge_run_id", "judge_problem" ]
  },
  "contests.read": {
    "method": "GET",
    "path": "/api/tasks/{id}/best-of",
    "summary": "Read the same work of several agents side by side, with checks, cost and time",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "group", "entries", "picked", "picked_by", "pick_reason", "picked_at", "checks_override", "judge", "judge_run_id", "judge_problem" ]
  },
  "costs.sum": {
    "method": "GET",
    "path": "/api/costs",
    "summary": "Sum up tokens and cost by task, agent, project, day or model",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "group": { "type": "string", "required": true, "values": [ "task", "agent", "project", "day", "model" ] },
      "days": { "type": "string" },
      "agent": { "type": "string" },
      "project_id": { "type": "string" },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "group", "since", "groups", "total" ]
  },
  "cron.job": {
    "method": "GET",
    "path": "/api/cron/{name}",
    "summary": "Read a schedule as a job, by name or id",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "job", "schedule" ]
  },
  "cron.read": {
    "method": "GET",
    "path": "/api/cron",
    "summary": "Schedules as existing clients know them: list, history, logs",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "action": { "type": "string" },
      "jobId": { "type": "string" },
      "job": { "type": "string" },
      "page": { "type": "string" },
      "query": { "type": "string" }
    },
    "body": null,
    "answer": [ "jobs", "entries", "total", "hasMore", "page", "logs" ]
  },
  "cron.write": {
    "method": "POST",
    "path": "/api/cron",
    "summary": "Create a schedule, or do what `action` names to one",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "schedule": { "type": "text" },
      "timezone": { "type": "string" },
      "task_template": { "type": "json" },
      "overlap": { "type": "string", "values": [ "skip", "queue_one", "queue_all", "allow", "cancel_running" ] },
      "overlap_max_age_hours": { "type": "number", "nullable": true },
      "missed": { "type": "string", "values": [ "run", "skip" ] },
      "missed_window_hours": { "type": "number" },
      "pause_after_failures": { "type": "integer", "nullable": true },
      "key": { "type": "string" },
      "paused": { "type": "boolean" },
      "action": { "type": "string" },
      "jobId": { "type": "string" },
      "jobName": { "type": "string" },
      "id": { "type": "string" },
      "command": { "type": "text" },
      "model": { "type": "string" },
      "agentId": { "type": "string" },
      "mode": { "type": "string", "values": [ "force", "due" ] },
      "note": { "type": "text", "nullable": true },
      "etag": { "type": "string" }
    },
    "answer": [ "success", "enabled", "clonedName", "stdout", "stderr", "task_id", "ticket_ref", "job", "schedule" ]
  },
  "docs.read": {
    "method": "GET",
    "path": "/api/docs",
    "summary": "The description of the API where existing clients look for it; the same as /api/openapi.json",
    "role": "public",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "openapi", "info", "paths" ]
  },
  "events.retention": {
    "method": "GET",
    "path": "/api/events/retention",
    "summary": "Say for how many days events are kept",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "retention_days", "is_set" ]
  },
  "events.set_retention": {
    "method": "PUT",
    "path": "/api/events/retention",
    "summary": "Set for how many days events are kept",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "retention_days": { "type": "integer", "required": true, "nullable": true }
    },
    "answer": [ "retention_days", "is_set" ]
  },
  "events.stream": {
    "method": "GET",
    "path": "/api/events",
    "summary": "Follow events as they happen (server-sent events)",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "types": { "type": "string" },
      "project_id": { "type": "string" },
      "task_id": { "type": "string" },
      "since": { "type": "string" },
      "ticks": { "type": "boolean", "values": [ "0", "1", "true", "false" ] }
    },
    "body": null,
    "answer": []
  },
  "export.read": {
    "method": "GET",
    "path": "/api/export",
    "summary": "Download the newest tasks, activities or audit entries, as existing clients take them out",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "type": { "type": "string", "required": true, "values": [ "tasks", "activities", "audit", "pipelines" ] },
      "format": { "type": "string", "values": [ "json", "csv" ] },
      "since": { "type": "string" },
      "until": { "type": "string" },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "type", "data", "count" ]
  },
  "exports.read": {
    "method": "GET",
    "path": "/api/exports",
    "summary": "Export everything, or one kind of record, as JSON lines or CSV",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "kind": { "type": "string", "values": [ "everything", "projects", "agents", "tasks", "links", "comments", "runs", "reviews", "schedules", "webhooks", "costs", "events" ] },
      "format": { "type": "string", "values": [ "jsonl", "csv" ] },
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": []
  },
  "fans.create": {
    "method": "POST",
    "path": "/api/fans",
    "summary": "Ask several agents the same, and with wait read all answers",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "prompt": { "type": "text", "required": true },
      "agents": { "type": "words", "required": true },
      "wait": { "type": "string" },
      "timeout_seconds": { "type": "integer" },
      "fresh": { "type": "boolean" },
      "parent_run_id": { "type": "integer" },
      "project_id": { "type": "integer" }
    },
    "answer": [ "fan" ]
  },
  "fans.judge": {
    "method": "POST",
    "path": "/api/fans/{id}/judge",
    "summary": "Have an agent compare the answers and pick one",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent": { "type": "string", "required": true },
      "criteria": { "type": "text" }
    },
    "answer": [ "fan" ]
  },
  "fans.list": {
    "method": "GET",
    "path": "/api/fans",
    "summary": "List messages to several agents, the newest first, without what was answered",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "fans", "next_before" ]
  },
  "fans.pick": {
    "method": "POST",
    "path": "/api/fans/{id}/pick",
    "summary": "Pick one of the answers, with the reason",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "run_id": { "type": "integer", "required": true },
      "reason": { "type": "text", "required": true }
    },
    "answer": [ "fan" ]
  },
  "fans.read": {
    "method": "GET",
    "path": "/api/fans/{id}",
    "summary": "Read the answers of several agents side by side, and with wait the moment all are there",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "wait": { "type": "string" }
    },
    "body": null,
    "answer": [ "fan" ]
  },
  "health.read": {
    "method": "GET",
    "path": "/api/health",
    "summary": "Whether the server, its database, its jobs and its event stream are well; 503 when it is of no use",
    "role": "public",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "status", "db", "jobs", "stream_lag_s", "stream_blocked_by", "version", "ts" ]
  },
  "hooks.receive": {
    "method": "POST",
    "path": "/api/hooks/{token}",
    "summary": "Send a signed message to a trigger: JSON of at most 1 MB, by Standard Webhooks or as GitHub signs",
    "role": "public",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "answer", "reason", "delivery" ]
  },
  "imports.orkestra": {
    "method": "POST",
    "path": "/api/import/orkestra",
    "summary": "Take one step of an import of Orkestra's tickets: begin, tickets, finish",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {},
    "answer": [ "step", "project", "created", "present", "comments", "links", "deviations", "finished", "next" ]
  },
  "imports.records": {
    "method": "POST",
    "path": "/api/import/records",
    "summary": "Take one step of an import of another installation's records: begin, records, finish",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {},
    "answer": [ "step", "present", "created", "renumbered", "deviations", "finished", "next" ]
  },
  "index.read": {
    "method": "GET",
    "path": "/api/index",
    "summary": "Every path of the API with its methods, in one short list",
    "role": "public",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "version", "total_endpoints", "endpoints", "event_stream", "docs" ]
  },
  "keys.issue": {
    "method": "POST",
    "path": "/api/keys",
    "summary": "Make an API key for a person or a script; it is shown this once",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string", "required": true },
      "role": { "type": "string", "values": [ "viewer", "operator", "admin" ] },
      "project_id": { "type": "integer", "nullable": true },
      "expires_at": { "type": "time", "nullable": true },
      "expires_in_days": { "type": "number", "nullable": true }
    },
    "answer": [ "key", "api_key" ]
  },
  "keys.list": {
    "method": "GET",
    "path": "/api/keys",
    "summary": "List the API keys, the newest first",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "keys" ]
  },
  "keys.revoke": {
    "method": "DELETE",
    "path": "/api/keys/{id}",
    "summary": "Revoke an API key: its next request is refused",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "key_id", "revoked_at" ]
  },
  "messages.conversations": {
    "method": "GET",
    "path": "/api/chat/conversations",
    "summary": "List the conversations of the newest messages, the latest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agent": { "type": "string" },
      "limit": { "type": "string" },
      "offset": { "type": "string" }
    },
    "body": null,
    "answer": [ "conversations", "total", "page", "limit" ]
  },
  "messages.list": {
    "method": "GET",
    "path": "/api/chat/messages",
    "summary": "List the messages to and from agents, oldest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "conversation_id": { "type": "string" },
      "from_agent": { "type": "string" },
      "to_agent": { "type": "string" },
      "since": { "type": "string" },
      "limit": { "type": "string" },
      "offset": { "type": "string" }
    },
    "body": null,
    "answer": [ "messages", "total", "page", "limit" ]
  },
  "messages.send": {
    "method": "POST",
    "path": "/api/chat/messages",
    "summary": "Send a message; an agent gets it with its next heartbeat",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "content": { "type": "text", "required": true },
      "to": { "type": "string", "nullable": true },
      "conversation_id": { "type": "string" },
      "message_type": { "type": "string" },
      "metadata": { "type": "json", "nullable": true },
      "forward": { "type": "boolean" }
    },
    "answer": [ "message", "forward" ]
  },
  "notices.list": {
    "method": "GET",
    "path": "/api/notices",
    "summary": "What holds up work and needs a person",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "notices" ]
  },
  "notification_cards.dismiss": {
    "method": "POST",
    "path": "/api/notification-cards/{id}/dismiss",
    "summary": "Put a card away until it asks for something new; others keep it",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "success" ]
  },
  "notification_cards.list": {
    "method": "GET",
    "path": "/api/notification-cards",
    "summary": "List what needs the person who is signed in, newest first",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "state": { "type": "string", "values": [ "open", "closed" ] },
      "unseen": { "type": "string", "values": [ "true", "false" ] },
      "kind": { "type": "string" },
      "project_id": { "type": "string" },
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "cards", "open", "unseen", "next_before" ]
  },
  "notification_cards.see": {
    "method": "POST",
    "path": "/api/notification-cards/seen",
    "summary": "Mark cards as seen, on every device of the person",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "ids": { "type": "json" },
      "all": { "type": "boolean" }
    },
    "answer": [ "success", "seen" ]
  },
  "notification_channels.confirm": {
    "method": "POST",
    "path": "/api/notification-channels/{id}/confirm",
    "summary": "Ask an address again to confirm that it wants the person's notifications",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "error", "status", "duration_ms" ]
  },
  "notification_channels.create": {
    "method": "POST",
    "path": "/api/notification-channels",
    "summary": "Have the person told at an address; the same address again changes its channel",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "kind": { "type": "string", "required": true, "values": [ "email", "slack", "telegram", "push" ] },
      "name": { "type": "string", "required": true },
      "settings": { "type": "json", "required": true }
    },
    "answer": [ "channel" ]
  },
  "notification_channels.delete": {
    "method": "DELETE",
    "path": "/api/notification-channels/{id}",
    "summary": "Remove a channel with its log",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success" ]
  },
  "notification_channels.list": {
    "method": "GET",
    "path": "/api/notification-channels",
    "summary": "List where the person is told, and which kinds of channel can be made",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "channels", "kinds", "email" ]
  },
  "notification_channels.messages": {
    "method": "GET",
    "path": "/api/notification-channels/{id}/messages",
    "summary": "List what was sent to a channel, newest first",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "messages", "next_before" ]
  },
  "notification_channels.read": {
    "method": "GET",
    "path": "/api/notification-channels/{id}",
    "summary": "Read one of the person's channels with its health",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "channel" ]
  },
  "notification_channels.test": {
    "method": "POST",
    "path": "/api/notification-channels/{id}/test",
    "summary": "Send a test to a channel at once and return how it went",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "error", "status", "duration_ms" ]
  },
  "notification_channels.update": {
    "method": "PATCH",
    "path": "/api/notification-channels/{id}",
    "summary": "Change a channel, or switch it on or off",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "enabled": { "type": "boolean" },
      "settings": { "type": "json" }
    },
    "answer": [ "channel" ]
  },
  "notification_email.delete": {
    "method": "DELETE",
    "path": "/api/notification-email",
    "summary": "Forget the mail server of the settings; that of the environment counts again",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "email" ]
  },
  "notification_email.read": {
    "method": "GET",
    "path": "/api/notification-email",
    "summary": "Read the mail server that notifications are sent by, without its password",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "email" ]
  },
  "notification_email.set": {
    "method": "PUT",
    "path": "/api/notification-email",
    "summary": "Set the mail server that notifications are sent by",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "host": { "type": "string", "required": true },
      "port": { "type": "integer", "required": true },
      "security": { "type": "string", "required": true, "values": [ "tls", "starttls", "none" ] },
      "username": { "type": "string", "nullable": true },
      "password": { "type": "text", "nullable": true },
      "from": { "type": "text", "required": true }
    },
    "answer": [ "email" ]
  },
  "notification_links.use": {
    "method": "POST",
    "path": "/api/notification-links/{token}",
    "summary": "Do what a link of a notification is for, once, as the person it was sent to",
    "role": "public",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": []
  },
  "notification_links.view": {
    "method": "GET",
    "path": "/api/notification-links/{token}",
    "summary": "Show what a link of a notification does; following it does nothing",
    "role": "public",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": []
  },
  "notification_preferences.set": {
    "method": "PUT",
    "path": "/api/notification-preferences",
    "summary": "Set the person's time zone, quiet hours and pause",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "timezone": { "type": "text", "required": true },
      "quiet_hours": { "type": "json", "required": true, "nullable": true },
      "paused_until": { "type": "time", "nullable": true }
    },
    "answer": [ "preferences" ]
  },
  "notification_rules.list": {
    "method": "GET",
    "path": "/api/notification-rules",
    "summary": "Read which channels are told of what, and when",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "rules", "default", "preferences" ]
  },
  "notification_rules.set": {
    "method": "PUT",
    "path": "/api/notification-rules",
    "summary": "Replace the person's rules; the first that fits a card decides",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "rules": { "type": "json", "required": true }
    },
    "answer": [ "rules", "default", "preferences" ]
  },
  "notifications.push_key": {
    "method": "GET",
    "path": "/api/notification-push",
    "summary": "The public key for which a browser subscribes to push messages",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "public_key" ]
  },
  "pipelines.act": {
    "method": "POST",
    "path": "/api/pipelines/run",
    "summary": "Start a pipeline, say how its present step ended, or cancel a run (for clients of Mission Control)",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "action": { "type": "text" },
      "pipeline_id": { "type": "string" },
      "run_id": { "type": "string" },
      "success": { "type": "boolean" },
      "error": { "type": "text", "nullable": true }
    },
    "answer": [ "run", "spawn" ]
  },
  "pipelines.create": {
    "method": "POST",
    "path": "/api/pipelines",
    "summary": "Make a pipeline of templates (for clients of Mission Control)",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "text", "required": true },
      "description": { "type": "text", "nullable": true },
      "steps": { "type": "json", "required": true }
    },
    "answer": [ "pipeline" ]
  },
  "pipelines.list": {
    "method": "GET",
    "path": "/api/pipelines",
    "summary": "List pipelines with how their runs went (for clients of Mission Control)",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "pipelines" ]
  },
  "pipelines.remove": {
    "method": "DELETE",
    "path": "/api/pipelines",
    "summary": "Remove a pipeline (for clients of Mission Control)",
    "role": "operator",
    "agent": false,
    "run": true,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "string", "required": true }
    },
    "answer": [ "success" ]
  },
  "pipelines.runs": {
    "method": "GET",
    "path": "/api/pipelines/run",
    "summary": "Read runs of pipelines, or one (for clients of Mission Control)",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "id": { "type": "string" },
      "pipeline_id": { "type": "string" },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "run", "runs" ]
  },
  "pipelines.update": {
    "method": "PUT",
    "path": "/api/pipelines",
    "summary": "Change a pipeline, or count a use of it (for clients of Mission Control)",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "string" },
      "name": { "type": "text" },
      "description": { "type": "text", "nullable": true },
      "steps": { "type": "json" }
    },
    "answer": [ "pipeline" ]
  },
  "prices.read": {
    "method": "GET",
    "path": "/api/prices",
    "summary": "Read the table of model prices",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "prices", "is_default", "etag" ]
  },
  "prices.set": {
    "method": "PUT",
    "path": "/api/prices",
    "summary": "Set the table of model prices or single ones, or go back to the list prices",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "prices": { "type": "json", "nullable": true },
      "set": { "type": "json" },
      "remove": { "type": "words" },
      "etag": { "type": "string" }
    },
    "answer": [ "prices", "is_default", "etag" ]
  },
  "profiles.agents": {
    "method": "GET",
    "path": "/api/profiles/{name}/agents",
    "summary": "List the agents that are made from a profile; with wait and the last version, once there is another",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "wait": { "type": "string" },
      "version": { "type": "string" }
    },
    "body": null,
    "answer": [ "profile", "agents", "version" ]
  },
  "profiles.create": {
    "method": "POST",
    "path": "/api/profiles",
    "summary": "Create a profile: how the agents that are made from it work",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string", "required": true },
      "project_id": { "type": "integer", "nullable": true },
      "model": { "type": "string", "nullable": true },
      "max_turns": { "type": "integer", "nullable": true },
      "timeout_seconds": { "type": "integer", "nullable": true },
      "allowed_tools": { "type": "words", "nullable": true },
      "permission_mode": { "type": "string", "nullable": true, "values": [ "plan", "default", "dont_ask", "accept_edits", "auto", "bypass_permissions" ] },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "description": { "type": "text", "nullable": true },
      "role": { "type": "text", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "workshop_tools": { "type": "boolean" },
      "work_types": { "type": "words" },
      "max_capacity": { "type": "integer" }
    },
    "answer": [ "profile" ]
  },
  "profiles.list": {
    "method": "GET",
    "path": "/api/profiles",
    "summary": "List the profiles from which agents are made, by name",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "profiles" ]
  },
  "profiles.make_agent": {
    "method": "POST",
    "path": "/api/profiles/{name}/agents",
    "summary": "Make an agent from a profile, or renew one that was made from a profile",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": {
      "name": { "type": "string", "required": true },
      "model": { "type": "string", "nullable": true },
      "max_turns": { "type": "integer", "nullable": true },
      "timeout_seconds": { "type": "integer", "nullable": true },
      "allowed_tools": { "type": "words", "nullable": true },
      "permission_mode": { "type": "string", "nullable": true, "values": [ "plan", "default", "dont_ask", "accept_edits", "auto", "bypass_permissions" ] },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "role": { "type": "text", "nullable": true },
      "max_capacity": { "type": "integer" }
    },
    "answer": [ "agent", "created" ]
  },
  "profiles.read": {
    "method": "GET",
    "path": "/api/profiles/{name}",
    "summary": "Read a profile: the project's own one, else the one for all projects",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "profile" ]
  },
  "profiles.remove": {
    "method": "DELETE",
    "path": "/api/profiles/{name}",
    "summary": "Remove a profile; agents that were made from it stay",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "ok" ]
  },
  "profiles.update": {
    "method": "PUT",
    "path": "/api/profiles/{name}",
    "summary": "Change a profile; agents that were made from it stay as they are until they are renewed",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": {
      "model": { "type": "string", "nullable": true },
      "max_turns": { "type": "integer", "nullable": true },
      "timeout_seconds": { "type": "integer", "nullable": true },
      "allowed_tools": { "type": "words", "nullable": true },
      "permission_mode": { "type": "string", "nullable": true, "values": [ "plan", "default", "dont_ask", "accept_edits", "auto", "bypass_permissions" ] },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "description": { "type": "text", "nullable": true },
      "role": { "type": "text", "nullable": true },
      "runtime": { "type": "string", "values": [ "pull", "openclaw", "anthropic", "openai", "worker" ] },
      "workshop_tools": { "type": "boolean" },
      "work_types": { "type": "words" },
      "max_capacity": { "type": "integer" },
      "version": { "type": "integer" }
    },
    "answer": [ "profile" ]
  },
  "projects.agents.assign": {
    "method": "POST",
    "path": "/api/projects/{id}/agents",
    "summary": "Assign an agent to a project",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent_name": { "type": "string", "required": true },
      "role": { "type": "string" }
    },
    "answer": [ "success" ]
  },
  "projects.agents.list": {
    "method": "GET",
    "path": "/api/projects/{id}/agents",
    "summary": "List the agents assigned to a project",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "assignments" ]
  },
  "projects.agents.unassign": {
    "method": "DELETE",
    "path": "/api/projects/{id}/agents",
    "summary": "Take an agent off a project",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "agent_name": { "type": "string", "required": true }
    },
    "body": null,
    "answer": [ "success" ]
  },
  "projects.create": {
    "method": "POST",
    "path": "/api/projects",
    "summary": "Make a project",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string", "required": true },
      "slug": { "type": "string" },
      "ticket_prefix": { "type": "string" },
      "description": { "type": "text", "nullable": true },
      "review_policy": { "type": "string", "values": [ "required", "always", "never" ] },
      "checks": { "type": "json" },
      "auto_triage": { "type": "boolean" },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "is_default": { "type": "boolean" },
      "github_repo": { "type": "string", "nullable": true },
      "deadline": { "type": "time", "nullable": true },
      "color": { "type": "string", "nullable": true }
    },
    "answer": [ "project" ]
  },
  "projects.limits": {
    "method": "GET",
    "path": "/api/projects/{id}/limits",
    "summary": "What a run in a project may come to before it is stopped",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "limits", "effective" ]
  },
  "projects.list": {
    "method": "GET",
    "path": "/api/projects",
    "summary": "List the projects, the default one first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "archived": { "type": "string", "values": [ "true", "false", "all" ] },
      "includeArchived": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "counts": { "type": "boolean", "values": [ "0", "1", "true", "false" ] }
    },
    "body": null,
    "answer": [ "projects" ]
  },
  "projects.put": {
    "method": "PUT",
    "path": "/api/projects/{id}",
    "summary": "Change a project: absent fields stay, null clears",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "slug": { "type": "string" },
      "ticket_prefix": { "type": "string" },
      "description": { "type": "text", "nullable": true },
      "review_policy": { "type": "string", "values": [ "required", "always", "never" ] },
      "checks": { "type": "json" },
      "auto_triage": { "type": "boolean" },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "is_default": { "type": "boolean" },
      "github_repo": { "type": "string", "nullable": true },
      "deadline": { "type": "time", "nullable": true },
      "color": { "type": "string", "nullable": true },
      "archived": { "type": "boolean" },
      "status": { "type": "string", "values": [ "active", "archived" ] },
      "assigned_agents": { "type": "words" },
      "etag": { "type": "string" }
    },
    "answer": [ "project" ]
  },
  "projects.read": {
    "method": "GET",
    "path": "/api/projects/{id}",
    "summary": "Read a project, by id, slug or ticket prefix",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "project" ]
  },
  "projects.remove": {
    "method": "DELETE",
    "path": "/api/projects/{id}",
    "summary": "Archive a project, or delete one that never had a task",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "mode": { "type": "string", "values": [ "archive", "delete" ] }
    },
    "body": null,
    "answer": [ "success", "mode", "deleted", "project" ]
  },
  "projects.set_limits": {
    "method": "PUT",
    "path": "/api/projects/{id}/limits",
    "summary": "Set what a run in a project may come to before it is stopped",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "limits": { "type": "json", "required": true }
    },
    "answer": [ "limits", "effective" ]
  },
  "projects.update": {
    "method": "PATCH",
    "path": "/api/projects/{id}",
    "summary": "Change a project: absent fields stay, null clears",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "slug": { "type": "string" },
      "ticket_prefix": { "type": "string" },
      "description": { "type": "text", "nullable": true },
      "review_policy": { "type": "string", "values": [ "required", "always", "never" ] },
      "checks": { "type": "json" },
      "auto_triage": { "type": "boolean" },
      "budget_usd": { "type": "number", "nullable": true },
      "daily_budget_usd": { "type": "number", "nullable": true },
      "is_default": { "type": "boolean" },
      "github_repo": { "type": "string", "nullable": true },
      "deadline": { "type": "time", "nullable": true },
      "color": { "type": "string", "nullable": true },
      "archived": { "type": "boolean" },
      "status": { "type": "string", "values": [ "active", "archived" ] },
      "assigned_agents": { "type": "words" },
      "etag": { "type": "string" }
    },
    "answer": [ "project" ]
  },
  "requests.answer": {
    "method": "POST",
    "path": "/api/requests/{id}/answer",
    "summary": "Answer a request: its run goes on with the answer, before newer work of its agent",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "option": { "type": "string" },
      "text": { "type": "text" },
      "remember": { "type": "json" }
    },
    "answer": [ "request" ]
  },
  "requests.list": {
    "method": "GET",
    "path": "/api/requests",
    "summary": "List what agents ask of people: open requests, the oldest first, unless others are asked for",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "status": { "type": "string" },
      "kind": { "type": "string" },
      "agent": { "type": "string" },
      "project_id": { "type": "string" },
      "task_id": { "type": "string" },
      "run_id": { "type": "string" },
      "mine": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "requests", "open", "next_cursor" ]
  },
  "requests.read": {
    "method": "GET",
    "path": "/api/requests/{id}",
    "summary": "Read a request, and with wait the moment it is answered; the agent that asked goes on with its run",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "wait": { "type": "string" }
    },
    "body": null,
    "answer": [ "request" ]
  },
  "requests.withdraw": {
    "method": "POST",
    "path": "/api/requests/{id}/withdraw",
    "summary": "Take a question back: its run goes on without an answer",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text" }
    },
    "answer": [ "request" ]
  },
  "review_comments.answer": {
    "method": "POST",
    "path": "/api/tasks/{id}/review-comments/{comment_id}/answer",
    "summary": "Answer a comment on the work, as who holds it",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "text": { "type": "text", "required": true },
      "state": { "type": "string", "required": true, "values": [ "fixed", "wont_fix", "question" ] },
      "run_id": { "type": "integer" }
    },
    "answer": [ "comment" ]
  },
  "review_comments.list": {
    "method": "GET",
    "path": "/api/tasks/{id}/review-comments",
    "summary": "The comments on lines and paragraphs of a task's work, with what was answered",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "state": { "type": "string", "values": [ "open", "answered", "resolved" ] }
    },
    "body": null,
    "answer": [ "comments" ]
  },
  "review_comments.reopen": {
    "method": "POST",
    "path": "/api/tasks/{id}/review-comments/{comment_id}/reopen",
    "summary": "Open a comment on the work again",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {},
    "answer": [ "comment" ]
  },
  "review_comments.resolve": {
    "method": "POST",
    "path": "/api/tasks/{id}/review-comments/{comment_id}/resolve",
    "summary": "Settle a comment on the work",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {},
    "answer": [ "comment" ]
  },
  "review_drafts.create": {
    "method": "POST",
    "path": "/api/tasks/{id}/review-drafts",
    "summary": "Keep a comment on lines or a paragraph of work in review, to be sent with the verdict",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "anchor": { "type": "json", "required": true },
      "body": { "type": "text", "required": true }
    },
    "answer": [ "draft" ]
  },
  "review_drafts.delete": {
    "method": "DELETE",
    "path": "/api/tasks/{id}/review-drafts/{draft_id}",
    "summary": "Delete a draft",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success" ]
  },
  "review_drafts.list": {
    "method": "GET",
    "path": "/api/tasks/{id}/review-drafts",
    "summary": "The caller's own comments on a task's work that are not sent yet",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "drafts" ]
  },
  "review_drafts.update": {
    "method": "PATCH",
    "path": "/api/tasks/{id}/review-drafts/{draft_id}",
    "summary": "Change a draft, or move it to other lines of the work as it is now",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "body": { "type": "text" },
      "anchor": { "type": "json" }
    },
    "answer": [ "draft" ]
  },
  "reviews.history": {
    "method": "GET",
    "path": "/api/quality-review/history",
    "summary": "The verdicts on all tasks, newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "verdicts", "next_before" ]
  },
  "reviews.list": {
    "method": "GET",
    "path": "/api/quality-review",
    "summary": "The verdicts on one task, or the latest of several",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "taskId": { "type": "text" },
      "taskIds": { "type": "string" }
    },
    "body": null,
    "answer": [ "reviews", "latest" ]
  },
  "reviews.queue": {
    "method": "GET",
    "path": "/api/quality-review/queue",
    "summary": "The work that waits for a verdict, the longest waiting first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "reviews" ]
  },
  "reviews.record": {
    "method": "POST",
    "path": "/api/quality-review",
    "summary": "Record a verdict on a task in any status, as existing clients do; `applied` says whether it moved the task",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "taskId": { "type": "string", "required": true },
      "reviewer": { "type": "string" },
      "status": { "type": "string", "required": true, "values": [ "approved", "rejected" ] },
      "notes": { "type": "text", "required": true },
      "override": { "type": "text" }
    },
    "answer": [ "success", "id", "applied" ]
  },
  "rounds.list": {
    "method": "GET",
    "path": "/api/tasks/{id}/rounds",
    "summary": "The rounds of a task: what was handed in, its checks, verdicts and comments",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "rounds" ]
  },
  "rounds.read": {
    "method": "GET",
    "path": "/api/tasks/{id}/rounds/{number}",
    "summary": "One round by its number, or `latest`: files, texts, comments in place, what changed since",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "since": { "type": "string" }
    },
    "body": null,
    "answer": [ "round", "seen", "evidence", "files", "texts", "since", "comments" ]
  },
  "rounds.since": {
    "method": "GET",
    "path": "/api/tasks/{id}/rounds/{number}/since",
    "summary": "The diff between the last round that the caller judged and this one",
    "role": "viewer",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "since": { "type": "string" }
    },
    "body": null,
    "answer": [ "from", "to", "diff", "truncated", "files" ]
  },
  "rounds.view": {
    "method": "PUT",
    "path": "/api/tasks/{id}/viewed",
    "summary": "Mark a file of a task's change as viewed, for the caller alone",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "path": { "type": "text", "required": true },
      "hash": { "type": "string", "required": true },
      "viewed": { "type": "boolean", "required": true }
    },
    "answer": [ "success" ]
  },
  "runs.add_chunks": {
    "method": "POST",
    "path": "/api/runs/{id}/chunks",
    "summary": "Keep what a claimed run says while it works; the same parts sent again are kept once",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": {
      "after": { "type": "integer", "required": true },
      "used": { "type": "json" },
      "chunks": { "type": "json", "required": true }
    },
    "answer": [ "last_seq", "has_room" ]
  },
  "runs.ask": {
    "method": "POST",
    "path": "/api/runs/{id}/requests",
    "summary": "Ask people on behalf of a run, which waits for the answer and costs nothing meanwhile",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "kind": { "type": "string", "values": [ "question", "choice", "permission", "conflict", "budget" ] },
      "title": { "type": "string", "required": true },
      "body": { "type": "text", "nullable": true },
      "options": { "type": "json" },
      "proposed": { "type": "string" },
      "tool": { "type": "string" },
      "arguments": { "type": "json" },
      "deadline_at": { "type": "time" },
      "deadline_seconds": { "type": "integer" },
      "on_deadline": { "type": "json" },
      "may_answer": { "type": "words" }
    },
    "answer": [ "request", "run" ]
  },
  "runs.begin": {
    "method": "POST",
    "path": "/api/runs/{id}/begin",
    "summary": "Begin a claimed run: its prompt, the agent's SOUL, and a key for this run alone",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "run", "prompt", "system", "model", "api_key", "conversation", "history", "timeout_seconds", "resumes", "settings", "workshop", "builds_on" ]
  },
  "runs.cancel": {
    "method": "POST",
    "path": "/api/runs/{id}/cancel",
    "summary": "Cancel a run: it is stopped at its runtime, and its task waits",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text" }
    },
    "answer": [ "run" ]
  },
  "runs.change_message": {
    "method": "PATCH",
    "path": "/api/runs/{id}/messages/{seq}",
    "summary": "Change a message to a run that it has not heard yet",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "text": { "type": "text" },
      "when": { "type": "string", "values": [ "now", "after_turn" ] },
      "version": { "type": "integer" }
    },
    "answer": [ "message" ]
  },
  "runs.checks": {
    "method": "GET",
    "path": "/api/runs/{id}/checks",
    "summary": "The checks that are asked of a run's work, how they ended, and the commit it hands in",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "evidence", "change" ]
  },
  "runs.chunks": {
    "method": "GET",
    "path": "/api/runs/{id}/chunks",
    "summary": "Read what an open run has said since a part",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "after_seq": { "type": "string" }
    },
    "body": null,
    "answer": [ "chunks", "is_open", "source", "next_after_seq", "has_more" ]
  },
  "runs.end": {
    "method": "POST",
    "path": "/api/runs/{id}/end",
    "summary": "End a claimed run without a result: its task is tried again, waits, or has failed",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "error_class": { "type": "string", "required": true, "values": [ "configuration", "timeout", "silence", "empty_answer", "agent", "protocol", "rate_limited", "overloaded", "network", "limit", "invalid_request", "refused", "cancelled", "lost" ] },
      "error": { "type": "text", "required": true },
      "output": { "type": "text" },
      "model": { "type": "string" },
      "tokens_in": { "type": "integer" },
      "tokens_out": { "type": "integer" },
      "cost_usd": { "type": "number" }
    },
    "answer": [ "task" ]
  },
  "runs.heartbeat": {
    "method": "POST",
    "path": "/api/runs/{id}/heartbeat",
    "summary": "Give a sign of life for one run, which renews its lease",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "worker": { "type": "json" },
      "messages_delivered": { "type": "json" }
    },
    "answer": [ "run", "answers", "messages" ]
  },
  "runs.list": {
    "method": "GET",
    "path": "/api/runs",
    "summary": "List runs, newest first, without their prompts and outputs",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agent": { "type": "string" },
      "outcome": { "type": "string" },
      "trigger": { "type": "string" },
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "runs", "next_before" ]
  },
  "runs.messages": {
    "method": "GET",
    "path": "/api/runs/{id}/messages",
    "summary": "What was said to a run while it worked, and when it takes more",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "messages", "steering" ]
  },
  "runs.read": {
    "method": "GET",
    "path": "/api/runs/{id}",
    "summary": "Read one run with its limits, and with wait the moment it has ended",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "texts": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "wait": { "type": "string" }
    },
    "body": null,
    "answer": [ "run", "limits", "stopped", "steering", "waiting_messages" ]
  },
  "runs.report_change": {
    "method": "PUT",
    "path": "/api/runs/{id}/change",
    "summary": "Report the commit that an open run hands in, with its branch, files and diff",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "branch": { "type": "text", "nullable": true },
      "commit": { "type": "string", "required": true },
      "base": { "type": "string", "nullable": true },
      "files": { "type": "json" },
      "diff": { "type": "text", "nullable": true },
      "truncated": { "type": "boolean" },
      "since": { "type": "json" }
    },
    "answer": [ "evidence" ]
  },
  "runs.report_checks": {
    "method": "PUT",
    "path": "/api/runs/{id}/checks",
    "summary": "Report how checks ended on the commit that an open run hands in",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "commit": { "type": "string", "required": true },
      "checks": { "type": "json", "required": true }
    },
    "answer": [ "evidence" ]
  },
  "runs.statistics": {
    "method": "GET",
    "path": "/api/runs/stats",
    "summary": "Sum up the runs of the last days, per agent",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agent": { "type": "string" },
      "days": { "type": "string" }
    },
    "body": null,
    "answer": [ "since", "agents" ]
  },
  "runs.steer": {
    "method": "POST",
    "path": "/api/runs/{id}/messages",
    "summary": "Say something to a run while it works",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "text": { "type": "text", "required": true },
      "when": { "type": "string", "values": [ "now", "after_turn" ] }
    },
    "answer": [ "message" ]
  },
  "runs.take_messages": {
    "method": "POST",
    "path": "/api/runs/{id}/messages/take",
    "summary": "Take what people said to a run, to give it to the program that works on it",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "turn": { "type": "string", "required": true, "values": [ "running", "ended" ] },
      "delivered": { "type": "json" }
    },
    "answer": [ "messages" ]
  },
  "runs.tree": {
    "method": "GET",
    "path": "/api/runs/{id}/tree",
    "summary": "Read the runs that were opened above and below a run, and what they cost together",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "after": { "type": "string" }
    },
    "body": null,
    "answer": [ "root_run_id", "runs", "total", "open", "cost_usd", "taken_usd", "cost_unknown", "limits" ]
  },
  "runs.withdraw_message": {
    "method": "DELETE",
    "path": "/api/runs/{id}/messages/{seq}",
    "summary": "Take back a message to a run that it has not heard yet",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "message" ]
  },
  "runtimes.list": {
    "method": "GET",
    "path": "/api/runtimes",
    "summary": "List the runtimes, how they are set up and how they do, and the models of the tiers",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "runtimes", "tiers" ]
  },
  "runtimes.put": {
    "method": "PUT",
    "path": "/api/runtimes/{name}",
    "summary": "Set up a runtime: absent fields stay, null falls back to the environment",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "base_url": { "type": "text", "nullable": true },
      "api_key": { "type": "string", "nullable": true },
      "mode": { "type": "string", "nullable": true, "values": [ "auto", "websocket", "http" ] },
      "approvals": { "type": "string" }
    },
    "answer": [ "runtime" ]
  },
  "runtimes.read": {
    "method": "GET",
    "path": "/api/runtimes/{name}",
    "summary": "Read how a runtime is set up, without its key, and how it does",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "runtime" ]
  },
  "runtimes.test": {
    "method": "POST",
    "path": "/api/runtimes/{name}/test",
    "summary": "Ask a runtime whether it would take a call, with settings that need not be stored",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "base_url": { "type": "text", "nullable": true },
      "api_key": { "type": "string", "nullable": true },
      "mode": { "type": "string", "nullable": true, "values": [ "auto", "websocket", "http" ] },
      "approvals": { "type": "string" }
    },
    "answer": [ "ok", "version", "models", "agents", "latency_ms", "error_class", "reason", "fix" ]
  },
  "runtimes.tiers.put": {
    "method": "PUT",
    "path": "/api/runtimes/tiers",
    "summary": "Name the models of the tiers: absent fields stay, null falls back to the environment",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "complex": { "type": "string", "nullable": true },
      "routine": { "type": "string", "nullable": true },
      "default": { "type": "string", "nullable": true },
      "openclaw": { "type": "json", "nullable": true },
      "anthropic": { "type": "json", "nullable": true },
      "openai": { "type": "json", "nullable": true }
    },
    "answer": [ "tiers" ]
  },
  "runtimes.tiers.read": {
    "method": "GET",
    "path": "/api/runtimes/tiers",
    "summary": "Read the models of the tiers",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "tiers" ]
  },
  "runtimes.tiers.update": {
    "method": "PATCH",
    "path": "/api/runtimes/tiers",
    "summary": "Name the models of the tiers: absent fields stay, null falls back to the environment",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "complex": { "type": "string", "nullable": true },
      "routine": { "type": "string", "nullable": true },
      "default": { "type": "string", "nullable": true },
      "openclaw": { "type": "json", "nullable": true },
      "anthropic": { "type": "json", "nullable": true },
      "openai": { "type": "json", "nullable": true }
    },
    "answer": [ "tiers" ]
  },
  "runtimes.update": {
    "method": "PATCH",
    "path": "/api/runtimes/{name}",
    "summary": "Set up a runtime: absent fields stay, null falls back to the environment",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "base_url": { "type": "text", "nullable": true },
      "api_key": { "type": "string", "nullable": true },
      "mode": { "type": "string", "nullable": true, "values": [ "auto", "websocket", "http" ] },
      "approvals": { "type": "string" }
    },
    "answer": [ "runtime" ]
  },
  "scheduler.list": {
    "method": "GET",
    "path": "/api/scheduler",
    "summary": "List the periodic jobs with their last and next runs",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "tasks" ]
  },
  "scheduler.run": {
    "method": "POST",
    "path": "/api/scheduler",
    "summary": "Run a periodic job now, and answer once it is done",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "task_id": { "type": "string", "required": true }
    },
    "answer": [ "ok", "message" ]
  },
  "schedules.agenda": {
    "method": "GET",
    "path": "/api/schedules/agenda",
    "summary": "The due times to come of all schedules",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "from": { "type": "string", "required": true },
      "to": { "type": "string", "required": true },
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "entries", "has_more" ]
  },
  "schedules.backfill": {
    "method": "POST",
    "path": "/api/schedules/{id}/backfill",
    "summary": "Create the tasks of past due times that have none",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "from": { "type": "time", "required": true },
      "to": { "type": "time", "required": true },
      "dry_run": { "type": "boolean" }
    },
    "answer": [ "due", "runs", "existing" ]
  },
  "schedules.bulk": {
    "method": "POST",
    "path": "/api/schedules/bulk",
    "summary": "Pause, resume or remove several schedules, all or none",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "action": { "type": "string", "required": true, "values": [ "pause", "resume", "remove" ] },
      "schedules": { "type": "words", "required": true },
      "note": { "type": "text", "nullable": true }
    },
    "answer": [ "action", "schedules" ]
  },
  "schedules.create": {
    "method": "POST",
    "path": "/api/schedules",
    "summary": "Create a schedule, or change the one with the same key",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string", "required": true },
      "schedule": { "type": "text", "required": true },
      "timezone": { "type": "string" },
      "task_template": { "type": "json", "required": true },
      "overlap": { "type": "string", "values": [ "skip", "queue_one", "queue_all", "allow", "cancel_running" ] },
      "overlap_max_age_hours": { "type": "number", "nullable": true },
      "missed": { "type": "string", "values": [ "run", "skip" ] },
      "missed_window_hours": { "type": "number" },
      "pause_after_failures": { "type": "integer", "nullable": true },
      "key": { "type": "string" },
      "paused": { "type": "boolean" }
    },
    "answer": [ "schedule", "created" ]
  },
  "schedules.end_every": {
    "method": "DELETE",
    "path": "/api/schedules/every",
    "summary": "End what an agent is given every so many minutes; its tasks stay",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "agent": { "type": "string", "required": true },
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "success", "schedule" ]
  },
  "schedules.every": {
    "method": "POST",
    "path": "/api/schedules/every",
    "summary": "Give an agent the same task every so many minutes, in place of what it was given so before",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent": { "type": "string", "required": true },
      "prompt": { "type": "text", "required": true },
      "seconds": { "type": "integer", "required": true },
      "project_id": { "type": "integer" }
    },
    "answer": [ "schedule", "created" ]
  },
  "schedules.list": {
    "method": "GET",
    "path": "/api/schedules",
    "summary": "List the schedules with their health and latest run",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "schedules", "next_cursor" ]
  },
  "schedules.parse": {
    "method": "GET",
    "path": "/api/schedule-parse",
    "summary": "What a schedule in cron or words means: cron, words and the next five times",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "input": { "type": "text", "required": true },
      "timezone": { "type": "string" }
    },
    "body": null,
    "answer": [ "cron", "words", "timezone", "once_at", "next", "cronExpr", "humanReadable" ]
  },
  "schedules.pause": {
    "method": "POST",
    "path": "/api/schedules/{id}/pause",
    "summary": "Pause a schedule, with a note for those who wonder why",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "note": { "type": "text", "nullable": true }
    },
    "answer": [ "schedule" ]
  },
  "schedules.put": {
    "method": "PUT",
    "path": "/api/schedules/{id}",
    "summary": "Change a schedule: absent fields stay, the template is replaced as a whole",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "schedule": { "type": "text" },
      "timezone": { "type": "string" },
      "task_template": { "type": "json" },
      "overlap": { "type": "string", "values": [ "skip", "queue_one", "queue_all", "allow", "cancel_running" ] },
      "overlap_max_age_hours": { "type": "number", "nullable": true },
      "missed": { "type": "string", "values": [ "run", "skip" ] },
      "missed_window_hours": { "type": "number" },
      "pause_after_failures": { "type": "integer", "nullable": true },
      "etag": { "type": "string" }
    },
    "answer": [ "schedule" ]
  },
  "schedules.read": {
    "method": "GET",
    "path": "/api/schedules/{id}",
    "summary": "Read a schedule, by id or name",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "schedule" ]
  },
  "schedules.remove": {
    "method": "DELETE",
    "path": "/api/schedules/{id}",
    "summary": "Remove a schedule with its history; its tasks stay",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "schedule" ]
  },
  "schedules.resume": {
    "method": "POST",
    "path": "/api/schedules/{id}/resume",
    "summary": "Resume a paused schedule with its next due time",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "schedule" ]
  },
  "schedules.runs": {
    "method": "GET",
    "path": "/api/schedules/{id}/runs",
    "summary": "What came of a schedule's due times, the latest first",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "runs", "next_cursor" ]
  },
  "schedules.trigger": {
    "method": "POST",
    "path": "/api/schedules/{id}/trigger",
    "summary": "Create a task of a schedule now, paused or not",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "run" ]
  },
  "schedules.update": {
    "method": "PATCH",
    "path": "/api/schedules/{id}",
    "summary": "Change a schedule: absent fields stay, the template is replaced as a whole",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "schedule": { "type": "text" },
      "timezone": { "type": "string" },
      "task_template": { "type": "json" },
      "overlap": { "type": "string", "values": [ "skip", "queue_one", "queue_all", "allow", "cancel_running" ] },
      "overlap_max_age_hours": { "type": "number", "nullable": true },
      "missed": { "type": "string", "values": [ "run", "skip" ] },
      "missed_window_hours": { "type": "number" },
      "pause_after_failures": { "type": "integer", "nullable": true },
      "etag": { "type": "string" }
    },
    "answer": [ "schedule" ]
  },
  "search.everything": {
    "method": "GET",
    "path": "/api/search",
    "summary": "Find a word in tasks, agents, projects, messages and the newest events",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "q": { "type": "string", "required": true },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "query", "count", "results" ]
  },
  "servers.list": {
    "method": "GET",
    "path": "/api/servers",
    "summary": "List the servers of this installation, with their versions and clocks",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "servers" ]
  },
  "spawn.create": {
    "method": "POST",
    "path": "/api/spawn",
    "summary": "Give a task to an agent that Baton calls, which begins it at once if it is free",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "task": { "type": "text", "required": true },
      "label": { "type": "string" },
      "model": { "type": "string", "nullable": true },
      "timeoutSeconds": { "type": "number" },
      "agent": { "type": "string" }
    },
    "answer": [ "success", "spawnId", "sessionInfo", "task", "model", "label", "timeoutSeconds", "createdAt", "task_id", "ticket_ref", "agent" ]
  },
  "spawn.history": {
    "method": "GET",
    "path": "/api/spawn",
    "summary": "List what was spawned, newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "history" ]
  },
  "standing_answers.create": {
    "method": "POST",
    "path": "/api/standing-answers",
    "summary": "Answer every permission for a tool from now on, such as always allow it in a project",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "tool": { "type": "string", "required": true },
      "option": { "type": "string", "required": true },
      "project_id": { "type": "integer", "nullable": true },
      "agent": { "type": "string", "nullable": true },
      "expires_at": { "type": "time", "nullable": true }
    },
    "answer": [ "standing_answer" ]
  },
  "standing_answers.list": {
    "method": "GET",
    "path": "/api/standing-answers",
    "summary": "List the answers that are given to permissions without asking, newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "active": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "standing_answers", "next_cursor" ]
  },
  "standing_answers.revoke": {
    "method": "DELETE",
    "path": "/api/standing-answers/{id}",
    "summary": "Revoke a standing answer: the next permission like it is asked for again",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "standing_answer" ]
  },
  "status.read": {
    "method": "GET",
    "path": "/api/status",
    "summary": "The server's state as existing clients read it: health needs no key, overview and dashboard do",
    "role": "public",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "action": { "type": "text" }
    },
    "body": null,
    "answer": [ "status", "version", "uptime", "checks", "timestamp", "memory", "disk", "sessions", "processes", "db" ]
  },
  "store.list": {
    "method": "GET",
    "path": "/api/store",
    "summary": "List the keys of a project's store, by key, without the values",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "prefix": { "type": "string" },
      "limit": { "type": "string" },
      "cursor": { "type": "string" },
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "entries", "next_cursor" ]
  },
  "store.put": {
    "method": "PUT",
    "path": "/api/store/{key}",
    "summary": "Put a value into a project's store, if you like only over the version that you know",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": {
      "value": { "type": "json", "required": true },
      "version": { "type": "integer", "nullable": true }
    },
    "answer": [ "entry" ]
  },
  "store.read": {
    "method": "GET",
    "path": "/api/store/{key}",
    "summary": "Read a value of a project's store",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "entry" ]
  },
  "store.remove": {
    "method": "DELETE",
    "path": "/api/store/{key}",
    "summary": "Remove a value from a project's store",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "version": { "type": "string" }
    },
    "body": null,
    "answer": [ "ok" ]
  },
  "tasks.broadcast": {
    "method": "POST",
    "path": "/api/tasks/{id}/broadcast",
    "summary": "Send a message to every agent that follows a task",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "message": { "type": "text", "required": true }
    },
    "answer": [ "sent", "skipped" ]
  },
  "tasks.bulk_complete": {
    "method": "POST",
    "path": "/api/tasks/bulk/complete",
    "summary": "Hand in the work on several tasks, each by itself: the answer says what became of each",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": {
      "tasks": { "type": "json", "required": true }
    },
    "answer": [ "completed", "results" ]
  },
  "tasks.bulk_create": {
    "method": "POST",
    "path": "/api/tasks/bulk",
    "summary": "Create many tasks at once, with parents and dependencies among them: all or none",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "project_id": { "type": "integer" },
      "parent_id": { "type": "string" },
      "tasks": { "type": "json", "required": true }
    },
    "answer": [ "tasks" ]
  },
  "tasks.bulk_update": {
    "method": "PUT",
    "path": "/api/tasks",
    "summary": "Change many tasks at once: all or none",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "tasks": { "type": "json", "required": true }
    },
    "answer": [ "success", "updated", "tasks" ]
  },
  "tasks.cancel": {
    "method": "POST",
    "path": "/api/tasks/{id}/cancel",
    "summary": "Cancel a task",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text" }
    },
    "answer": [ "task" ]
  },
  "tasks.checks": {
    "method": "GET",
    "path": "/api/tasks/{id}/checks",
    "summary": "The checks that are asked of a task's work, and how they ended on what it has now",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "evidence" ]
  },
  "tasks.children": {
    "method": "GET",
    "path": "/api/tasks/{id}/children",
    "summary": "Read a task's children in their order",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "tasks", "total", "next_cursor" ]
  },
  "tasks.claim": {
    "method": "POST",
    "path": "/api/tasks/{id}/claim",
    "summary": "Claim one task for an agent",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent": { "type": "string" },
      "max_capacity": { "type": "string" },
      "claim_id": { "type": "string" },
      "worker": { "type": "json" },
      "commands": { "type": "boolean" }
    },
    "answer": [ "task", "run", "feedback", "answers", "resumes" ]
  },
  "tasks.comment": {
    "method": "POST",
    "path": "/api/tasks/{id}/comments",
    "summary": "Comment on a task; every @name must exist",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "content": { "type": "text", "required": true },
      "parent_id": { "type": "integer", "nullable": true },
      "run_id": { "type": "integer" }
    },
    "answer": [ "comment", "auto_assigned_to" ]
  },
  "tasks.comments": {
    "method": "GET",
    "path": "/api/tasks/{id}/comments",
    "summary": "Read a task's newest comments as a tree, the oldest of them first; the cursor leads to earlier ones",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "comments", "total", "next_cursor" ]
  },
  "tasks.complete": {
    "method": "POST",
    "path": "/api/tasks/{id}/complete",
    "summary": "Hand work in: to review, or done when the task needs none",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "run_id": { "type": "integer" },
      "resolution": { "type": "text" },
      "outcome": { "type": "string", "values": [ "success", "failed", "partial", "abandoned" ] },
      "actual_hours": { "type": "number" },
      "tokens_in": { "type": "integer" },
      "tokens_out": { "type": "integer" },
      "cost_usd": { "type": "number" },
      "model": { "type": "string" },
      "answers": { "type": "json" }
    },
    "answer": [ "task" ]
  },
  "tasks.create": {
    "method": "POST",
    "path": "/api/tasks",
    "summary": "Create a task",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "title": { "type": "text", "required": true },
      "description": { "type": "text", "nullable": true },
      "acceptance_criteria": { "type": "text", "nullable": true },
      "checks": { "type": "json", "nullable": true },
      "output_schema": { "type": "json", "nullable": true },
      "command": { "type": "string", "nullable": true },
      "priority": { "type": "string", "values": [ "critical", "high", "medium", "low" ] },
      "type": { "type": "string", "values": [ "bug", "feature", "task", "epic", "chore" ] },
      "work_type": { "type": "string", "nullable": true },
      "labels": { "type": "words" },
      "tags": { "type": "words" },
      "metadata": { "type": "json" },
      "assigned_to": { "type": "string", "nullable": true },
      "due_on": { "type": "string", "nullable": true },
      "due_date": { "type": "time", "nullable": true },
      "scheduled_for": { "type": "time", "nullable": true },
      "estimated_hours": { "type": "number", "nullable": true },
      "actual_hours": { "type": "number", "nullable": true },
      "outcome": { "type": "string", "nullable": true, "values": [ "success", "failed", "partial", "abandoned" ] },
      "error_message": { "type": "text", "nullable": true },
      "resolution": { "type": "text", "nullable": true },
      "feedback_rating": { "type": "integer", "nullable": true },
      "feedback_notes": { "type": "text", "nullable": true },
      "retry_count": { "type": "integer" },
      "exec_mode": { "type": "string", "values": [ "par", "seq" ] },
      "exec_order": { "type": "integer", "nullable": true },
      "on_failure": { "type": "string", "values": [ "block", "continue" ] },
      "review_required": { "type": "boolean" },
      "status": { "type": "string", "values": [ "inbox", "assigned", "in_progress", "review", "blocked", "done", "failed", "cancelled" ] },
      "project_id": { "type": "integer" },
      "parent_id": { "type": "string", "nullable": true },
      "depends_on": { "type": "words" },
      "follow_ups": { "type": "json", "nullable": true },
      "completed_at": { "type": "time", "nullable": true }
    },
    "answer": [ "task" ]
  },
  "tasks.delete": {
    "method": "DELETE",
    "path": "/api/tasks/{id}",
    "summary": "Delete a task for good",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success" ]
  },
  "tasks.diagram": {
    "method": "GET",
    "path": "/api/tasks/{id}/diagram",
    "summary": "Draw a task and what is below it as Mermaid; as plain text when Accept asks for it",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "depth": { "type": "string" },
      "recursive": { "type": "boolean", "values": [ "0", "1", "true", "false" ] }
    },
    "body": null,
    "answer": [ "mermaid" ]
  },
  "tasks.fail": {
    "method": "POST",
    "path": "/api/tasks/{id}/fail",
    "summary": "Give a task up for good",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "run_id": { "type": "integer" },
      "error": { "type": "text", "required": true }
    },
    "answer": [ "task" ]
  },
  "tasks.graph": {
    "method": "GET",
    "path": "/api/tasks/graph",
    "summary": "Read how tasks hang together: epics, steps, links and runs of workflows, below one task or in whole projects",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "root": { "type": "string" },
      "project_id": { "type": "string" },
      "depth": { "type": "string" },
      "archived": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "finished": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "loose": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "tasks", "links", "truncated", "workflow_runs" ]
  },
  "tasks.judge": {
    "method": "POST",
    "path": "/api/tasks/{id}/verdict",
    "summary": "Approve or reject work in review; refused when it is not in review",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "verdict": { "type": "string", "required": true, "values": [ "approved", "rejected" ] },
      "notes": { "type": "text" },
      "override": { "type": "text" },
      "reviewer": { "type": "string" },
      "etag": { "type": "string" },
      "drafts": { "type": "json" },
      "comments": { "type": "json" },
      "seen": { "type": "json" }
    },
    "answer": [ "review", "task", "comments" ]
  },
  "tasks.labels": {
    "method": "GET",
    "path": "/api/tasks/labels",
    "summary": "List the labels in use with how many tasks have each, the most used first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "q": { "type": "string" },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "labels", "has_more" ]
  },
  "tasks.limits": {
    "method": "GET",
    "path": "/api/tasks/{id}/limits",
    "summary": "What a run of a task may come to before it is stopped",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "limits", "effective" ]
  },
  "tasks.link": {
    "method": "POST",
    "path": "/api/tasks/{id}/links",
    "summary": "Link a task to another of its project",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "to": { "type": "string", "required": true },
      "type": { "type": "string", "required": true, "values": [ "blocks", "relates", "duplicates" ] },
      "inverse": { "type": "boolean" }
    },
    "answer": [ "links", "next_cursor" ]
  },
  "tasks.links": {
    "method": "GET",
    "path": "/api/tasks/{id}/links",
    "summary": "Read a task's links, from either end",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "links", "next_cursor" ]
  },
  "tasks.list": {
    "method": "GET",
    "path": "/api/tasks",
    "summary": "List tasks",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "status": { "type": "string" },
      "priority": { "type": "string" },
      "type": { "type": "string" },
      "assigned_to": { "type": "string" },
      "project_id": { "type": "string" },
      "parent_id": { "type": "string" },
      "root": { "type": "string" },
      "labels": { "type": "string" },
      "tags": { "type": "string" },
      "all_labels": { "type": "string" },
      "ready": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "stale": { "type": "boolean", "values": [ "0", "1", "true", "false" ] },
      "archived": { "type": "string", "values": [ "true", "false", "all" ] },
      "q": { "type": "string" },
      "sort": { "type": "string", "values": [ "-created_at", "created_at", "-updated_at", "priority" ] },
      "limit": { "type": "string" },
      "offset": { "type": "string" },
      "cursor": { "type": "text" }
    },
    "body": null,
    "answer": [ "tasks", "total", "page", "limit", "next_cursor" ]
  },
  "tasks.lists": {
    "method": "GET",
    "path": "/api/tasks/lists",
    "summary": "Read several lists of tasks at once, such as the columns of a board",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "lists": { "type": "text", "required": true }
    },
    "body": null,
    "answer": [ "lists" ]
  },
  "tasks.outcomes": {
    "method": "GET",
    "path": "/api/tasks/outcomes",
    "summary": "How finished work ended, by agent and priority",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "timeframe": { "type": "string", "values": [ "day", "week", "month", "all" ] }
    },
    "body": null,
    "answer": [ "timeframe", "summary", "by_agent", "by_priority", "common_errors", "record_count" ]
  },
  "tasks.parents": {
    "method": "GET",
    "path": "/api/tasks/parents",
    "summary": "Read what stands above tasks of a list: title, the order of its steps, and its own parents",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "ids": { "type": "string", "required": true }
    },
    "body": null,
    "answer": [ "parents" ]
  },
  "tasks.poll": {
    "method": "GET",
    "path": "/api/tasks/queue",
    "summary": "Poll for work: claims the best ready task for an agent",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {
      "agent": { "type": "string" },
      "max_capacity": { "type": "string" },
      "wait": { "type": "string" },
      "project_id": { "type": "string" },
      "work_type": { "type": "string" },
      "claim_id": { "type": "string" },
      "turns": { "type": "boolean" },
      "existing": { "type": "boolean" },
      "commands": { "type": "boolean" },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "task", "reason", "agent", "timestamp", "run", "turn", "feedback", "answers", "resumes", "claims" ]
  },
  "tasks.poll_post": {
    "method": "POST",
    "path": "/api/tasks/queue",
    "summary": "Poll for work: claims the best ready task for an agent",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "agent": { "type": "string" },
      "max_capacity": { "type": "string" },
      "wait": { "type": "string" },
      "project_id": { "type": "string" },
      "work_type": { "type": "string" },
      "claim_id": { "type": "string" },
      "turns": { "type": "boolean" },
      "existing": { "type": "boolean" },
      "commands": { "type": "boolean" },
      "limit": { "type": "string" },
      "worker": { "type": "json" }
    },
    "answer": [ "task", "reason", "agent", "timestamp", "run", "turn", "feedback", "answers", "resumes", "claims" ]
  },
  "tasks.put": {
    "method": "PUT",
    "path": "/api/tasks/{id}",
    "summary": "Change a task: absent fields stay, null clears",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "title": { "type": "text" },
      "description": { "type": "text", "nullable": true },
      "acceptance_criteria": { "type": "text", "nullable": true },
      "checks": { "type": "json", "nullable": true },
      "output_schema": { "type": "json", "nullable": true },
      "command": { "type": "string", "nullable": true },
      "priority": { "type": "string", "values": [ "critical", "high", "medium", "low" ] },
      "type": { "type": "string", "values": [ "bug", "feature", "task", "epic", "chore" ] },
      "work_type": { "type": "string", "nullable": true },
      "labels": { "type": "words" },
      "tags": { "type": "words" },
      "metadata": { "type": "json" },
      "assigned_to": { "type": "string", "nullable": true },
      "due_on": { "type": "string", "nullable": true },
      "due_date": { "type": "time", "nullable": true },
      "scheduled_for": { "type": "time", "nullable": true },
      "estimated_hours": { "type": "number", "nullable": true },
      "actual_hours": { "type": "number", "nullable": true },
      "outcome": { "type": "string", "nullable": true, "values": [ "success", "failed", "partial", "abandoned" ] },
      "error_message": { "type": "text", "nullable": true },
      "resolution": { "type": "text", "nullable": true },
      "feedback_rating": { "type": "integer", "nullable": true },
      "feedback_notes": { "type": "text", "nullable": true },
      "retry_count": { "type": "integer" },
      "exec_mode": { "type": "string", "values": [ "par", "seq" ] },
      "exec_order": { "type": "integer", "nullable": true },
      "on_failure": { "type": "string", "values": [ "block", "continue" ] },
      "review_required": { "type": "boolean" },
      "status": { "type": "string", "values": [ "inbox", "assigned", "in_progress", "review", "blocked", "done", "failed", "cancelled" ] },
      "add_labels": { "type": "words" },
      "remove_labels": { "type": "words" },
      "project_id": { "type": "integer" },
      "parent_id": { "type": "string", "nullable": true },
      "follow_ups": { "type": "json", "nullable": true },
      "archived": { "type": "boolean" },
      "blocked_reason": { "type": "text", "nullable": true },
      "run_id": { "type": "integer" },
      "etag": { "type": "string" }
    },
    "answer": [ "task", "unchanged" ]
  },
  "tasks.read": {
    "method": "GET",
    "path": "/api/tasks/{id}",
    "summary": "Read a task",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "task" ]
  },
  "tasks.regression": {
    "method": "GET",
    "path": "/api/tasks/regression",
    "summary": "Compare work finished before and after a change",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "beta_start": { "type": "text", "required": true },
      "lookback_seconds": { "type": "string" }
    },
    "body": null,
    "answer": [ "metric_definitions", "params", "windows", "deltas" ]
  },
  "tasks.release": {
    "method": "POST",
    "path": "/api/tasks/{id}/release",
    "summary": "Put a claimed task back",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "run_id": { "type": "integer" },
      "reason": { "type": "text" }
    },
    "answer": [ "task" ]
  },
  "tasks.reorder": {
    "method": "PUT",
    "path": "/api/tasks/{id}/children",
    "summary": "Make steps of a task's children, in the given order",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "order": { "type": "words", "required": true }
    },
    "answer": [ "children" ]
  },
  "tasks.retry": {
    "method": "POST",
    "path": "/api/tasks/{id}/retry",
    "summary": "Reopen a finished task, or unblock a blocked one",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text" }
    },
    "answer": [ "task" ]
  },
  "tasks.runs": {
    "method": "GET",
    "path": "/api/tasks/{id}/runs",
    "summary": "Read a task's runs, newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "runs" ]
  },
  "tasks.set_limits": {
    "method": "PUT",
    "path": "/api/tasks/{id}/limits",
    "summary": "Set what a run of a task may come to before it is stopped",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "limits": { "type": "json", "required": true }
    },
    "answer": [ "limits", "effective" ]
  },
  "tasks.thread": {
    "method": "GET",
    "path": "/api/tasks/{id}/thread",
    "summary": "Read the tasks that hand on to one and that it hands on to, first to last",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "thread" ]
  },
  "tasks.unlink": {
    "method": "DELETE",
    "path": "/api/tasks/{id}/links",
    "summary": "Remove a link",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "to": { "type": "string", "required": true },
      "type": { "type": "string", "required": true, "values": [ "blocks", "relates", "duplicates" ] },
      "inverse": { "type": "boolean" }
    },
    "answer": [ "success", "removed", "links", "next_cursor" ]
  },
  "tasks.update": {
    "method": "PATCH",
    "path": "/api/tasks/{id}",
    "summary": "Change a task: absent fields stay, null clears",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": {
      "title": { "type": "text" },
      "description": { "type": "text", "nullable": true },
      "acceptance_criteria": { "type": "text", "nullable": true },
      "checks": { "type": "json", "nullable": true },
      "output_schema": { "type": "json", "nullable": true },
      "command": { "type": "string", "nullable": true },
      "priority": { "type": "string", "values": [ "critical", "high", "medium", "low" ] },
      "type": { "type": "string", "values": [ "bug", "feature", "task", "epic", "chore" ] },
      "work_type": { "type": "string", "nullable": true },
      "labels": { "type": "words" },
      "tags": { "type": "words" },
      "metadata": { "type": "json" },
      "assigned_to": { "type": "string", "nullable": true },
      "due_on": { "type": "string", "nullable": true },
      "due_date": { "type": "time", "nullable": true },
      "scheduled_for": { "type": "time", "nullable": true },
      "estimated_hours": { "type": "number", "nullable": true },
      "actual_hours": { "type": "number", "nullable": true },
      "outcome": { "type": "string", "nullable": true, "values": [ "success", "failed", "partial", "abandoned" ] },
      "error_message": { "type": "text", "nullable": true },
      "resolution": { "type": "text", "nullable": true },
      "feedback_rating": { "type": "integer", "nullable": true },
      "feedback_notes": { "type": "text", "nullable": true },
      "retry_count": { "type": "integer" },
      "exec_mode": { "type": "string", "values": [ "par", "seq" ] },
      "exec_order": { "type": "integer", "nullable": true },
      "on_failure": { "type": "string", "values": [ "block", "continue" ] },
      "review_required": { "type": "boolean" },
      "status": { "type": "string", "values": [ "inbox", "assigned", "in_progress", "review", "blocked", "done", "failed", "cancelled" ] },
      "add_labels": { "type": "words" },
      "remove_labels": { "type": "words" },
      "project_id": { "type": "integer" },
      "parent_id": { "type": "string", "nullable": true },
      "follow_ups": { "type": "json", "nullable": true },
      "archived": { "type": "boolean" },
      "blocked_reason": { "type": "text", "nullable": true },
      "run_id": { "type": "integer" },
      "etag": { "type": "string" }
    },
    "answer": [ "task", "unchanged" ]
  },
  "tasks.why": {
    "method": "GET",
    "path": "/api/tasks/{id}/why",
    "summary": "Why a task does not go on now: what it waits for, or who has it",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "task", "reasons" ]
  },
  "tasks.workflow": {
    "method": "POST",
    "path": "/api/tasks/{id}/workflow",
    "summary": "Make a workflow of a task: its steps become stages, their descriptions prompts",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string", "required": true },
      "description": { "type": "text" },
      "note": { "type": "text" }
    },
    "answer": [ "workflow", "version", "is_new", "is_new_version", "warnings" ]
  },
  "tokens.by_agent": {
    "method": "GET",
    "path": "/api/tokens/by-agent",
    "summary": "Tokens and costs of each agent over the last days",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "days": { "type": "string" }
    },
    "body": null,
    "answer": [ "agents", "summary" ]
  },
  "tokens.query": {
    "method": "GET",
    "path": "/api/tokens",
    "summary": "Tokens and costs in the shapes of Mission Control's clients",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "action": { "type": "string", "values": [ "list", "stats", "agent-costs", "task-costs", "trends", "export" ] },
      "timeframe": { "type": "string", "values": [ "hour", "day", "week", "month", "all" ] },
      "format": { "type": "string", "values": [ "json", "csv" ] },
      "limit": { "type": "string" }
    },
    "body": null,
    "answer": [ "usage", "total", "timeframe", "summary", "models", "sessions", "agents", "recordCount", "tasks", "projects", "unattributed", "trends" ]
  },
  "tokens.report": {
    "method": "POST",
    "path": "/api/tokens",
    "summary": "Report tokens that an agent used",
    "role": "operator",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "model": { "type": "string", "required": true },
      "sessionId": { "type": "text" },
      "agent": { "type": "string" },
      "inputTokens": { "type": "integer", "required": true },
      "outputTokens": { "type": "integer", "required": true },
      "costUsd": { "type": "number", "nullable": true },
      "operation": { "type": "string" },
      "duration": { "type": "number", "nullable": true },
      "taskId": { "type": "string", "nullable": true },
      "run_id": { "type": "integer" }
    },
    "answer": [ "success", "record" ]
  },
  "triggers.create": {
    "method": "POST",
    "path": "/api/triggers",
    "summary": "Create tasks when something happens; the secret of a hook is shown this once",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {},
    "answer": [ "trigger", "url", "secret" ]
  },
  "triggers.deliveries": {
    "method": "GET",
    "path": "/api/triggers/{id}/deliveries",
    "summary": "List what fired a trigger, newest first, with what came of it",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "outcome": { "type": "string", "values": [ "received", "created", "skipped", "ignored", "failed" ] },
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "deliveries", "next_cursor" ]
  },
  "triggers.delivery": {
    "method": "GET",
    "path": "/api/triggers/{id}/deliveries/{delivery}",
    "summary": "Read what fired a trigger, with what was sent",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "delivery" ]
  },
  "triggers.list": {
    "method": "GET",
    "path": "/api/triggers",
    "summary": "List the triggers with what came of them; of secrets only the last characters",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "kind": { "type": "string", "values": [ "webhook", "status", "children_done", "budget" ] },
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "triggers", "next_cursor" ]
  },
  "triggers.pause": {
    "method": "POST",
    "path": "/api/triggers/{id}/pause",
    "summary": "Pause a trigger: what would fire it is skipped",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "note": { "type": "text", "nullable": true }
    },
    "answer": [ "trigger" ]
  },
  "triggers.read": {
    "method": "GET",
    "path": "/api/triggers/{id}",
    "summary": "Read a trigger, by id or name",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "trigger" ]
  },
  "triggers.remove": {
    "method": "DELETE",
    "path": "/api/triggers/{id}",
    "summary": "Delete a trigger with its secrets and its log; its tasks stay",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "trigger" ]
  },
  "triggers.replay": {
    "method": "POST",
    "path": "/api/triggers/{id}/deliveries/{delivery}/replay",
    "summary": "Let a delivery fire its trigger again, with the template as it is now",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "delivery" ]
  },
  "triggers.resume": {
    "method": "POST",
    "path": "/api/triggers/{id}/resume",
    "summary": "Let a trigger fire again, on what happens from now on",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "trigger" ]
  },
  "triggers.rotate": {
    "method": "POST",
    "path": "/api/triggers/{id}/secret",
    "summary": "Give a hook a new secret; the earlier one is accepted too for a while",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "keep_old_hours": { "type": "integer" }
    },
    "answer": [ "secret", "old_secret_expires_at" ]
  },
  "triggers.test": {
    "method": "POST",
    "path": "/api/triggers/{id}/test",
    "summary": "Show the task that a trigger would create, without creating it",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "payload": { "type": "json" }
    },
    "answer": [ "answer", "reason", "payload", "task", "start", "missing" ]
  },
  "triggers.update": {
    "method": "PATCH",
    "path": "/api/triggers/{id}",
    "summary": "Change a trigger: absent fields stay, the template is replaced as a whole",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "match": { "type": "json" },
      "task_template": { "type": "json" },
      "max_per_hour": { "type": "integer", "nullable": true },
      "etag": { "type": "string" }
    },
    "answer": [ "trigger" ]
  },
  "turns.ask": {
    "method": "POST",
    "path": "/api/agents/{id}/ask",
    "summary": "Ask an agent something without a task, and with wait read its answer",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "prompt": { "type": "text", "required": true },
      "wait": { "type": "string" },
      "timeout_seconds": { "type": "integer" },
      "fresh": { "type": "boolean" },
      "parent_run_id": { "type": "integer" },
      "project_id": { "type": "integer" },
      "tree_budget_usd": { "type": "number" }
    },
    "answer": [ "run", "queue" ]
  },
  "turns.complete": {
    "method": "POST",
    "path": "/api/runs/{id}/complete",
    "summary": "End a turn that its agent took with the agent's answer",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "output": { "type": "text", "required": true },
      "model": { "type": "string" },
      "tokens_in": { "type": "integer" },
      "tokens_out": { "type": "integer" },
      "cost_usd": { "type": "number" }
    },
    "answer": [ "run" ]
  },
  "turns.dismiss": {
    "method": "POST",
    "path": "/api/agents/{id}/dismiss",
    "summary": "Dismiss an agent: its turns are ended, its tasks released, and it is deleted",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "agent", "cancelled", "released" ]
  },
  "turns.fail": {
    "method": "POST",
    "path": "/api/runs/{id}/fail",
    "summary": "End a turn that its agent took without an answer; handed back, it waits again",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "error_class": { "type": "string", "required": true, "values": [ "configuration", "timeout", "silence", "empty_answer", "agent", "protocol", "rate_limited", "overloaded", "network", "limit", "invalid_request", "refused", "cancelled", "lost" ] },
      "error": { "type": "text", "required": true },
      "output": { "type": "text" },
      "model": { "type": "string" },
      "tokens_in": { "type": "integer" },
      "tokens_out": { "type": "integer" },
      "cost_usd": { "type": "number" }
    },
    "answer": [ "run" ]
  },
  "turns.history": {
    "method": "GET",
    "path": "/api/agents/{id}/history",
    "summary": "List what an agent was asked and answered, newest first, with what it cost",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "before": { "type": "string" },
      "conversation_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "turns", "next_before", "cost_usd", "cost_unknown" ]
  },
  "turns.limits": {
    "method": "GET",
    "path": "/api/turns/limits",
    "summary": "Read how many turns may wait for an agent, and how deep and wide runs may open others",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "queue_limit", "max_depth", "max_children" ]
  },
  "turns.pipe": {
    "method": "POST",
    "path": "/api/runs/{id}/pipe",
    "summary": "Ask an agent something about the output of a run",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "to": { "type": "string", "required": true },
      "message": { "type": "text" },
      "wait": { "type": "string" },
      "timeout_seconds": { "type": "integer" },
      "fresh": { "type": "boolean" },
      "parent_run_id": { "type": "integer" }
    },
    "answer": [ "run", "queue" ]
  },
  "turns.reset": {
    "method": "POST",
    "path": "/api/agents/{id}/reset",
    "summary": "Let an agent begin a new conversation; its turns and their cost stay",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "cancel": { "type": "boolean" }
    },
    "answer": [ "agent", "cancelled" ]
  },
  "turns.result": {
    "method": "GET",
    "path": "/api/agents/{id}/result",
    "summary": "Read the answer of an agent's latest turn, or why there is none",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "run_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "agent", "run", "text", "problem" ]
  },
  "turns.set_limits": {
    "method": "PUT",
    "path": "/api/turns/limits",
    "summary": "Change how many turns may wait for an agent, and how deep and wide runs may open others",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "queue_limit": { "type": "integer" },
      "max_depth": { "type": "integer" },
      "max_children": { "type": "integer" }
    },
    "answer": [ "queue_limit", "max_depth", "max_children" ]
  },
  "turns.status": {
    "method": "GET",
    "path": "/api/turns",
    "summary": "Read what agents are asked and have answered, and with wait the moment all of it has ended",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agents": { "type": "string" },
      "fan_id": { "type": "string" },
      "wait": { "type": "string" }
    },
    "body": null,
    "answer": [ "agents", "idle" ]
  },
  "users.list": {
    "method": "GET",
    "path": "/api/users",
    "summary": "List the people who may sign in, by username",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "users" ]
  },
  "webhooks.create": {
    "method": "POST",
    "path": "/api/webhooks",
    "summary": "Send events to an address; its secret is shown this once",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "name": { "type": "string", "required": true },
      "url": { "type": "text", "required": true },
      "events": { "type": "words" },
      "project_id": { "type": "integer", "nullable": true },
      "enabled": { "type": "boolean" },
      "generate_secret": { "type": "boolean" }
    },
    "answer": [ "id", "name", "url", "secret", "old_secrets", "events", "project_id", "enabled", "health", "failing_since", "consecutive_failures", "next_attempt_at", "last_fired_at", "last_status", "last_error", "total_deliveries", "successful_deliveries", "failed_deliveries", "circuit_open", "workspace_id", "created_by", "created_at", "updated_at", "message" ]
  },
  "webhooks.delete": {
    "method": "DELETE",
    "path": "/api/webhooks",
    "summary": "Delete a webhook named in the body, as existing clients do",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "integer", "required": true }
    },
    "answer": [ "success", "deleted" ]
  },
  "webhooks.deliveries": {
    "method": "GET",
    "path": "/api/webhooks/deliveries",
    "summary": "List what was sent to webhooks, newest first",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {
      "webhook_id": { "type": "string" },
      "state": { "type": "string", "values": [ "queued", "retrying", "delivered", "failed" ] },
      "limit": { "type": "string" },
      "before": { "type": "string" }
    },
    "body": null,
    "answer": [ "deliveries", "total", "has_more", "next_before" ]
  },
  "webhooks.delivery": {
    "method": "GET",
    "path": "/api/webhooks/deliveries/{id}",
    "summary": "Read one delivery with its payload, and every attempt with the answer",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "delivery" ]
  },
  "webhooks.list": {
    "method": "GET",
    "path": "/api/webhooks",
    "summary": "List the webhooks with their health; of secrets only the last characters",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "webhooks" ]
  },
  "webhooks.put": {
    "method": "PUT",
    "path": "/api/webhooks",
    "summary": "Change a webhook named in the body, as existing clients do",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "url": { "type": "text" },
      "events": { "type": "words" },
      "enabled": { "type": "boolean" },
      "start_from": { "type": "string", "values": [ "left_off", "now" ] },
      "id": { "type": "integer", "required": true },
      "regenerate_secret": { "type": "boolean" },
      "reset_circuit": { "type": "boolean" }
    },
    "answer": [ "success", "secret", "message" ]
  },
  "webhooks.read": {
    "method": "GET",
    "path": "/api/webhooks/{id}",
    "summary": "Read a webhook with its health",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "webhook" ]
  },
  "webhooks.redeliver": {
    "method": "POST",
    "path": "/api/webhooks/{id}/redeliver",
    "summary": "Send again what was given up since a time, or every event since then",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "since": { "type": "time", "required": true },
      "which": { "type": "string", "values": [ "failed", "all" ] }
    },
    "answer": [ "success", "queued" ]
  },
  "webhooks.redeliver_one": {
    "method": "POST",
    "path": "/api/webhooks/deliveries/{id}/redeliver",
    "summary": "Send one message again, under the id it had",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": null,
    "answer": [ "success", "queued" ]
  },
  "webhooks.remove": {
    "method": "DELETE",
    "path": "/api/webhooks/{id}",
    "summary": "Delete a webhook with its secrets and its log",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "deleted" ]
  },
  "webhooks.retry": {
    "method": "POST",
    "path": "/api/webhooks/retry",
    "summary": "Send a message named in the body again, as existing clients do",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "delivery_id": { "type": "integer", "required": true }
    },
    "answer": [ "success", "queued" ]
  },
  "webhooks.rotate": {
    "method": "POST",
    "path": "/api/webhooks/{id}/secret",
    "summary": "Give a webhook a new secret; the earlier one signs messages too for a while",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "keep_old_hours": { "type": "integer" }
    },
    "answer": [ "success", "secret", "old_secret_expires_at", "message" ]
  },
  "webhooks.test": {
    "method": "POST",
    "path": "/api/webhooks/{id}/test",
    "summary": "Send a test message to a webhook and say how it answered",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "success", "status_code", "error", "duration_ms", "delivery" ]
  },
  "webhooks.test_named": {
    "method": "POST",
    "path": "/api/webhooks/test",
    "summary": "Send a test message to a webhook named in the body, as existing clients do",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "integer", "required": true }
    },
    "answer": [ "success", "status_code", "error", "duration_ms", "delivery" ]
  },
  "webhooks.update": {
    "method": "PATCH",
    "path": "/api/webhooks/{id}",
    "summary": "Change, enable or disable a webhook",
    "role": "admin",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "name": { "type": "string" },
      "url": { "type": "text" },
      "events": { "type": "words" },
      "enabled": { "type": "boolean" },
      "start_from": { "type": "string", "values": [ "left_off", "now" ] }
    },
    "answer": [ "webhook" ]
  },
  "webhooks.verify_docs": {
    "method": "GET",
    "path": "/api/webhooks/verify-docs",
    "summary": "Say how a receiver checks the signature that existing receivers know",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "algorithm", "header", "format", "description", "verification_steps", "example_nodejs" ]
  },
  "work.board": {
    "method": "GET",
    "path": "/api/work",
    "summary": "List the items of the work board, the most urgent first, with how many are in each state",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "status": { "type": "string" },
      "type": { "type": "string" },
      "claimed_by": { "type": "string" },
      "limit": { "type": "string" },
      "cursor": { "type": "string" },
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "items", "counts", "next_cursor" ]
  },
  "work.cancel": {
    "method": "POST",
    "path": "/api/work/{id}/cancel",
    "summary": "Cancel an item; what waited for it no longer does",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text" },
      "project_id": { "type": "integer" }
    },
    "answer": [ "item" ]
  },
  "work.claim": {
    "method": "POST",
    "path": "/api/work/{id}/claim",
    "summary": "Claim a ready item for an agent: as that agent, or to hold it while you lead the agent",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "agent": { "type": "string", "required": true },
      "project_id": { "type": "integer" }
    },
    "answer": [ "item" ]
  },
  "work.complete": {
    "method": "POST",
    "path": "/api/work/{id}/complete",
    "summary": "Complete an item that is claimed or in progress, with its result",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "result": { "type": "text" },
      "project_id": { "type": "integer" }
    },
    "answer": [ "item" ]
  },
  "work.fail": {
    "method": "POST",
    "path": "/api/work/{id}/fail",
    "summary": "Fail an item that is claimed or in progress; everything behind it is blocked, with the reason",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "error": { "type": "text" },
      "project_id": { "type": "integer" }
    },
    "answer": [ "item" ]
  },
  "work.from_result": {
    "method": "POST",
    "path": "/api/work/from-result",
    "summary": "Put an item on the work board whose spec is the latest answer of an agent",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "id": { "type": "text", "required": true },
      "title": { "type": "text" },
      "type": { "type": "string" },
      "priority": { "type": "integer" },
      "depends_on": { "type": "words" },
      "assigned_to": { "type": "string", "nullable": true },
      "project_id": { "type": "integer" },
      "agent": { "type": "string", "required": true }
    },
    "answer": [ "item", "created", "changed" ]
  },
  "work.put": {
    "method": "POST",
    "path": "/api/work",
    "summary": "Put an item on the work board under an id of your own, or change one that nobody has begun",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "id": { "type": "text", "required": true },
      "title": { "type": "text", "required": true },
      "type": { "type": "string" },
      "spec": { "type": "text", "nullable": true },
      "priority": { "type": "integer" },
      "depends_on": { "type": "words" },
      "assigned_to": { "type": "string", "nullable": true },
      "etag": { "type": "string" },
      "project_id": { "type": "integer" }
    },
    "answer": [ "item", "created", "changed" ]
  },
  "work.read": {
    "method": "GET",
    "path": "/api/work/{id}",
    "summary": "Read one item of the work board by its id, or any task by its ticket reference",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" }
    },
    "body": null,
    "answer": [ "item" ]
  },
  "work.reopen": {
    "method": "POST",
    "path": "/api/work/{id}/reopen",
    "summary": "Open an item again that has ended, and free what its failure had blocked",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text" },
      "project_id": { "type": "integer" }
    },
    "answer": [ "item" ]
  },
  "work.start": {
    "method": "POST",
    "path": "/api/work/{id}/start",
    "summary": "Note that work on a claimed item has begun",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "project_id": { "type": "integer" }
    },
    "answer": [ "item" ]
  },
  "workers.list": {
    "method": "GET",
    "path": "/api/workers",
    "summary": "List the processes that work under agents' names, and what each is doing",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "agent": { "type": "string" },
      "ended": { "type": "boolean", "values": [ "0", "1", "true", "false" ] }
    },
    "body": null,
    "answer": [ "workers" ]
  },
  "workers.order": {
    "method": "PATCH",
    "path": "/api/workers/{id}",
    "summary": "Tell a worker to pause, drain, stop or run again",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "wanted": { "type": "string", "required": true, "values": [ "run", "pause", "drain", "stop" ] },
      "note": { "type": "text" },
      "seconds": { "type": "integer" }
    },
    "answer": [ "worker" ]
  },
  "workers.report": {
    "method": "POST",
    "path": "/api/workers",
    "summary": "Give a worker's sign of life, and wait for orders and for the end of its runs",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "agent": { "type": "string", "required": true },
      "host": { "type": "string", "required": true },
      "pid": { "type": "integer", "required": true },
      "version": { "type": "string" },
      "program": { "type": "string", "required": true },
      "concurrency": { "type": "integer", "required": true },
      "work_type": { "type": "string", "nullable": true },
      "free_disk_bytes": { "type": "integer", "nullable": true },
      "condition": { "type": "text", "nullable": true },
      "run_ids": { "type": "json" },
      "worktree_tasks": { "type": "json" },
      "unpicked_done": { "type": "json" },
      "heard": { "type": "string", "values": [ "run", "pause", "drain", "stop" ] },
      "wait": { "type": "integer" },
      "steers": { "type": "words" },
      "stopped": { "type": "boolean" }
    },
    "answer": [ "worker", "runs", "messages", "unpicked" ]
  },
  "workers.why": {
    "method": "GET",
    "path": "/api/workers/{id}/why",
    "summary": "Why a worker claims nothing new now, or what it does",
    "role": "viewer",
    "agent": true,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "worker", "reasons" ]
  },
  "workflow_runs.bulk": {
    "method": "POST",
    "path": "/api/workflow-runs/bulk",
    "summary": "Cancel several runs, retry what failed in them, or copy them, each by itself",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "action": { "type": "string", "required": true, "values": [ "cancel", "retry", "copy" ] },
      "runs": { "type": "json", "required": true },
      "reason": { "type": "text", "nullable": true }
    },
    "answer": [ "action", "runs", "refused" ]
  },
  "workflow_runs.cancel": {
    "method": "POST",
    "path": "/api/workflow-runs/{id}/cancel",
    "summary": "Cancel a run: what works on it is stopped, and what waits is cancelled",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "reason": { "type": "text", "nullable": true }
    },
    "answer": [ "run" ]
  },
  "workflow_runs.items": {
    "method": "GET",
    "path": "/api/workflow-runs/{id}/stages/{stage}/items",
    "summary": "List the items of a stage with foreach, or the iterations of a loop, in their order",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "items", "next_cursor" ]
  },
  "workflow_runs.list": {
    "method": "GET",
    "path": "/api/workflow-runs",
    "summary": "List runs of workflows, the newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "status": { "type": "string" },
      "attention": { "type": "string" },
      "limit": { "type": "string" },
      "cursor": { "type": "string" },
      "workflow": { "type": "string" },
      "project_id": { "type": "string" },
      "started_by": { "type": "string" }
    },
    "body": null,
    "answer": [ "runs", "next_cursor" ]
  },
  "workflow_runs.of": {
    "method": "GET",
    "path": "/api/workflows/{name}/runs",
    "summary": "List the runs of a workflow, the newest first",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "status": { "type": "string" },
      "attention": { "type": "string" },
      "limit": { "type": "string" },
      "cursor": { "type": "string" }
    },
    "body": null,
    "answer": [ "runs", "next_cursor" ]
  },
  "workflow_runs.read": {
    "method": "GET",
    "path": "/api/workflow-runs/{id}",
    "summary": "Read a run of a workflow with its stages",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "run" ]
  },
  "workflow_runs.retry": {
    "method": "POST",
    "path": "/api/workflow-runs/{id}/retry",
    "summary": "Run a stage of a failed run again, and what comes after it, with changed inputs if they are given",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "stage": { "type": "string", "required": true },
      "inputs": { "type": "json" }
    },
    "answer": [ "run" ]
  },
  "workflow_runs.skip": {
    "method": "POST",
    "path": "/api/workflow-runs/{id}/skip",
    "summary": "Skip a stage of a run",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "stage": { "type": "string", "required": true }
    },
    "answer": [ "run" ]
  },
  "workflow_runs.start": {
    "method": "POST",
    "path": "/api/workflows/{name}/runs",
    "summary": "Start a workflow, run a copy of an earlier run, or with dry_run say what a run would do",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {
      "inputs": { "type": "json" },
      "files": { "type": "json" },
      "agent": { "type": "string" },
      "version": { "type": "integer" },
      "project_id": { "type": "integer" },
      "priority": { "type": "string", "values": [ "critical", "high", "medium", "low" ] },
      "dry_run": { "type": "boolean" },
      "copy_of": { "type": "integer" },
      "from": { "type": "string" }
    },
    "answer": [ "run", "dry_run" ]
  },
  "workflow_runs.timeline": {
    "method": "GET",
    "path": "/api/workflow-runs/{id}/timeline",
    "summary": "How the stages of a workflow's run spent their time: waiting for inputs, for somebody to take them or for a person, working, in review",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "stage": { "type": "string" }
    },
    "body": null,
    "answer": [ "started_at", "finished_at", "rows" ]
  },
  "workflows.archive": {
    "method": "DELETE",
    "path": "/api/workflows/{name}",
    "summary": "Archive a workflow: it starts no more runs; its runs and versions stay",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "workflow" ]
  },
  "workflows.check": {
    "method": "POST",
    "path": "/api/workflows/check",
    "summary": "Check a definition without keeping it: every problem with its place",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": true,
    "query": {},
    "body": {
      "source": { "type": "text" },
      "format": { "type": "string", "values": [ "yaml", "json" ] },
      "definition": { "type": "json" },
      "name": { "type": "string" }
    },
    "answer": [ "valid", "problems", "warnings", "definition", "graph" ]
  },
  "workflows.define": {
    "method": "POST",
    "path": "/api/workflows",
    "summary": "Define a workflow, or a new version of it, from YAML, JSON or a shipped template; with task_prompt a template of clients of Mission Control",
    "role": "operator",
    "agent": true,
    "run": false,
    "keyed": true,
    "query": {},
    "body": {},
    "answer": [ "workflow", "version", "is_new", "is_new_version", "warnings", "template" ]
  },
  "workflows.library": {
    "method": "GET",
    "path": "/api/workflow-templates",
    "summary": "List the workflows that Baton ships, to begin from",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "templates" ]
  },
  "workflows.list": {
    "method": "GET",
    "path": "/api/workflows",
    "summary": "List workflows by name, with their latest version and newest runs, and the templates of clients of Mission Control",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "project_id": { "type": "string" },
      "archived": { "type": "boolean", "values": [ "0", "1", "true", "false" ] }
    },
    "body": null,
    "answer": [ "workflows", "templates" ]
  },
  "workflows.read": {
    "method": "GET",
    "path": "/api/workflows/{name}",
    "summary": "Read a workflow with its versions, and one of them in full: the latest by default",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {
      "version": { "type": "string" }
    },
    "body": null,
    "answer": [ "workflow" ]
  },
  "workflows.remove_template": {
    "method": "DELETE",
    "path": "/api/workflows",
    "summary": "Remove a template (for clients of Mission Control)",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "string", "required": true }
    },
    "answer": [ "success" ]
  },
  "workflows.replace": {
    "method": "PUT",
    "path": "/api/workflows/{name}",
    "summary": "Add a version to a workflow; with base_version only if nobody else has since",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "source": { "type": "text" },
      "format": { "type": "string", "values": [ "yaml", "json" ] },
      "definition": { "type": "json" },
      "template": { "type": "string" },
      "description": { "type": "text", "nullable": true },
      "project_id": { "type": "integer" },
      "note": { "type": "text" },
      "base_version": { "type": "integer" }
    },
    "answer": [ "workflow", "version", "is_new", "is_new_version", "warnings" ]
  },
  "workflows.schema": {
    "method": "GET",
    "path": "/api/workflow-schema",
    "summary": "The JSON Schema of workflow definitions, for editors of YAML and JSON",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": []
  },
  "workflows.update_template": {
    "method": "PUT",
    "path": "/api/workflows",
    "summary": "Change a template, or count a use of it (for clients of Mission Control)",
    "role": "operator",
    "agent": false,
    "run": false,
    "keyed": false,
    "query": {},
    "body": {
      "id": { "type": "string" },
      "name": { "type": "text" },
      "task_prompt": { "type": "text" },
      "description": { "type": "text", "nullable": true },
      "model": { "type": "string" },
      "timeout_seconds": { "type": "integer" },
      "agent_role": { "type": "string", "nullable": true },
      "tags": { "type": "words" }
    },
    "answer": [ "template" ]
  },
  "workload.read": {
    "method": "GET",
    "path": "/api/workload",
    "summary": "How much work lies where",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "timestamp", "queue", "capacity", "agents", "recommendation", "thresholds", "stale", "requests", "needs_person" ]
  },
  "workspaces.list": {
    "method": "GET",
    "path": "/api/workspaces",
    "summary": "List the workspaces: there is one",
    "role": "viewer",
    "agent": true,
    "run": true,
    "keyed": false,
    "query": {},
    "body": null,
    "answer": [ "tenant_id", "active_workspace_id", "workspaces" ]
  }
} as const satisfies Record<string, Operation>;
