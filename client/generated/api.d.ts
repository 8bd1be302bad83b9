// Generated from the API description by `npm run generate`. Do not edit.

export interface paths {
    "/api/activities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what happened, newest first */
        get: operations["activities.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/activities/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download what happened, newest first, as lines of JSON or CSV; a last line says when it is cut */
        get: operations["activities.export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/wake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have Baton look for work of an agent that it calls at once; one that polls gets a message */
        post: operations["agents.wake"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/comms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what agents write to each other, and who writes to whom */
        get: operations["agents.comms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an agent a message, which it gets with its next heartbeat */
        post: operations["agents.message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the alert rules with their state, newest first */
        get: operations["alerts.list"];
        /** Change an alert rule named in the body */
        put: operations["alerts.update"];
        /** Add an alert rule; or, with action evaluate, look at every rule now */
        post: operations["alerts.create"];
        /** Delete an alert rule named in the body */
        delete: operations["alerts.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who changed users, keys, settings and webhooks, and who signed in, newest first */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the conversations of the newest messages, the latest first */
        get: operations["messages.conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chat/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the messages to and from agents, oldest first */
        get: operations["messages.list"];
        put?: never;
        /** Send a message; an agent gets it with its next heartbeat */
        post: operations["messages.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The description of the API where existing clients look for it; the same as /api/openapi.json */
        get: operations["docs.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the newest tasks, activities or audit entries, as existing clients take them out */
        get: operations["export.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/index": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every path of the API with its methods, in one short list */
        get: operations["index.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agent or a person is to be told, as existing clients read it, newest first */
        get: operations["client_notifications.list"];
        /** Mark notifications as read, by their ids or all of a recipient */
        put: operations["client_notifications.mark_read"];
        /** Mark an agent's notifications as delivered, and read them */
        post: operations["client_notifications.mark_delivered"];
        /** Remove notifications, by their ids or a recipient's old ones */
        delete: operations["client_notifications.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many notifications agents have been given, and whom some wait for */
        get: operations["client_notifications.delivery"];
        put?: never;
        /** Give agents what they were not told yet, as a message that their next heartbeat takes */
        post: operations["client_notifications.deliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find a word in tasks, agents, projects, messages and the newest events */
        get: operations["search.everything"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/spawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was spawned, newest first */
        get: operations["spawn.history"];
        put?: never;
        /** Give a task to an agent that Baton calls, which begins it at once if it is free */
        post: operations["spawn.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The server's state as existing clients read it: health needs no key, overview and dashboard do */
        get: operations["status.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs in the shape of the agent run protocol, newest first */
        get: operations["client_runs.list"];
        put?: never;
        /** Report a run that happened elsewhere and is over */
        post: operations["client_runs.report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one run in the shape of the agent run protocol */
        get: operations["client_runs.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/broadcast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message to every agent that follows a task */
        post: operations["tasks.broadcast"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List agents with their presence and task counts */
        get: operations["agents.list"];
        /** Change the agent that the body names */
        put: operations["agents.update_named"];
        /** Make an agent */
        post: operations["agents.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one agent, by id or name */
        get: operations["agents.read"];
        /** Change an agent: config is merged, null clears */
        put: operations["agents.put"];
        post?: never;
        /** Delete an agent and its keys: what it holds is released, its runs stay */
        delete: operations["agents.delete"];
        options?: never;
        head?: never;
        /** Change an agent: config is merged, null clears */
        patch: operations["agents.update"];
        trace?: never;
    };
    "/api/agents/{id}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what an agent did in the last 24 hours, in half hours */
        get: operations["agents.day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See what waits for an agent, without a sign of life */
        get: operations["agents.check_work"];
        put?: never;
        /** Give a sign of life, report tokens, and hear what waits */
        post: operations["agents.heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List an agent's keys */
        get: operations["agents.keys.list"];
        put?: never;
        /** Make a key that acts as the agent; it is shown this once */
        post: operations["agents.keys.create"];
        /** Revoke one of an agent's keys */
        delete: operations["agents.keys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/memory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an agent's working memory */
        get: operations["agents.memory.read"];
        /** Replace an agent's working memory, or append to it */
        put: operations["agents.memory.write"];
        post?: never;
        /** Clear an agent's working memory */
        delete: operations["agents.memory.clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/soul": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an agent's SOUL and the names of the templates */
        get: operations["agents.soul.read"];
        /** Set an agent's SOUL, as text or from a template */
        put: operations["agents.soul.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** List the SOUL templates, or read one */
        patch: operations["agents.soul.templates"];
        trace?: never;
    };
    "/api/agents/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register an agent: 201 the first time, 200 and an update every other time */
        post: operations["agents.register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Store a picture for the texts of a task; the body is the file, of at most 5 MB */
        post: operations["attachments.add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attachments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a picture of a task */
        get: operations["attachments.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Make a backup of everything, and stream it */
        get: operations["backups.download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The backups that were made, how they are, and when the next one is due */
        get: operations["backups.list"];
        put?: never;
        /** Make a backup now, into the folder of the settings */
        post: operations["backups.make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backups/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change where and when backups are made by themselves, and how many are kept */
        patch: operations["backups.set"];
        trace?: never;
    };
    "/api/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the budgets that are set, and what is spent of them */
        get: operations["budgets.list"];
        /** Set what the whole installation may spend on a day */
        put: operations["budgets.set_daily"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tools that are connected */
        get: operations["connections.list"];
        put?: never;
        /** Connect a tool as an agent */
        post: operations["connections.connect"];
        /** Disconnect a tool: its agent goes offline */
        delete: operations["connections.disconnect"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum up tokens and cost by task, agent, project, day or model */
        get: operations["costs.sum"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cron": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schedules as existing clients know them: list, history, logs */
        get: operations["cron.read"];
        put?: never;
        /** Create a schedule, or do what `action` names to one */
        post: operations["cron.write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cron/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a schedule as a job, by name or id */
        get: operations["cron.job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow events as they happen (server-sent events) */
        get: operations["events.stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say for how many days events are kept */
        get: operations["events.retention"];
        /** Set for how many days events are kept */
        put: operations["events.set_retention"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export everything, or one kind of record, as JSON lines or CSV */
        get: operations["exports.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the server, its database, its jobs and its event stream are well; 503 when it is of no use */
        get: operations["health.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/orkestra": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one step of an import of Orkestra's tickets: begin, tickets, finish */
        post: operations["imports.orkestra"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one step of an import of another installation's records: begin, records, finish */
        post: operations["imports.records"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API keys, the newest first */
        get: operations["keys.list"];
        put?: never;
        /** Make an API key for a person or a script; it is shown this once */
        post: operations["keys.issue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key: its next request is refused */
        delete: operations["keys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Refused: the tools have nothing to say outside of answers */
        get: operations["mcp.listen"];
        put?: never;
        /** MCP over Streamable HTTP: the ticket tools */
        post: operations["mcp.call"];
        /** Refused: there are no sessions to end */
        delete: operations["mcp.end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds up work and needs a person */
        get: operations["notices.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the table of model prices */
        get: operations["prices.read"];
        /** Set the table of model prices or single ones, or go back to the list prices */
        put: operations["prices.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the projects, the default one first */
        get: operations["projects.list"];
        put?: never;
        /** Make a project */
        post: operations["projects.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a project, by id, slug or ticket prefix */
        get: operations["projects.read"];
        /** Change a project: absent fields stay, null clears */
        put: operations["projects.put"];
        post?: never;
        /** Archive a project, or delete one that never had a task */
        delete: operations["projects.remove"];
        options?: never;
        head?: never;
        /** Change a project: absent fields stay, null clears */
        patch: operations["projects.update"];
        trace?: never;
    };
    "/api/projects/{id}/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the agents assigned to a project */
        get: operations["projects.agents.list"];
        put?: never;
        /** Assign an agent to a project */
        post: operations["projects.agents.assign"];
        /** Take an agent off a project */
        delete: operations["projects.agents.unassign"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The verdicts on one task, or the latest of several */
        get: operations["reviews.list"];
        put?: never;
        /** Record a verdict on a task in any status, as existing clients do; `applied` says whether it moved the task */
        post: operations["reviews.record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality-review/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The verdicts on all tasks, newest first */
        get: operations["reviews.history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality-review/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The work that waits for a verdict, the longest waiting first */
        get: operations["reviews.queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs, newest first, without their prompts and outputs */
        get: operations["runs.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one run */
        get: operations["runs.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a claimed run: its prompt, the agent's SOUL, and a key for this run alone */
        post: operations["runs.begin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a run: it is stopped at its runtime, and its task waits */
        post: operations["runs.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what an open run has said since a part */
        get: operations["runs.chunks"];
        put?: never;
        /** Keep what a claimed run says while it works; the same parts sent again are kept once */
        post: operations["runs.add_chunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a claimed run without a result: its task is tried again, waits, or has failed */
        post: operations["runs.end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a sign of life for one run, which renews its lease */
        post: operations["runs.heartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum up the runs of the last days, per agent */
        get: operations["runs.statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runtimes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the runtimes, how they are set up and how they do, and the models of the tiers */
        get: operations["runtimes.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runtimes/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how a runtime is set up, without its key, and how it does */
        get: operations["runtimes.read"];
        /** Set up a runtime: absent fields stay, null falls back to the environment */
        put: operations["runtimes.put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set up a runtime: absent fields stay, null falls back to the environment */
        patch: operations["runtimes.update"];
        trace?: never;
    };
    "/api/runtimes/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a runtime whether it would take a call, with settings that need not be stored */
        post: operations["runtimes.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runtimes/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the models of the tiers */
        get: operations["runtimes.tiers.read"];
        /** Name the models of the tiers: absent fields stay, null falls back to the environment */
        put: operations["runtimes.tiers.put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name the models of the tiers: absent fields stay, null falls back to the environment */
        patch: operations["runtimes.tiers.update"];
        trace?: never;
    };
    "/api/schedule-parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a schedule in cron or words means: cron, words and the next five times */
        get: operations["schedules.parse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scheduler": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the periodic jobs with their last and next runs */
        get: operations["scheduler.list"];
        put?: never;
        /** Run a periodic job now, and answer once it is done */
        post: operations["scheduler.run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the schedules with their health and latest run */
        get: operations["schedules.list"];
        put?: never;
        /** Create a schedule, or change the one with the same key */
        post: operations["schedules.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a schedule, by id or name */
        get: operations["schedules.read"];
        /** Change a schedule: absent fields stay, the template is replaced as a whole */
        put: operations["schedules.put"];
        post?: never;
        /** Remove a schedule with its history; its tasks stay */
        delete: operations["schedules.remove"];
        options?: never;
        head?: never;
        /** Change a schedule: absent fields stay, the template is replaced as a whole */
        patch: operations["schedules.update"];
        trace?: never;
    };
    "/api/schedules/{id}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create the tasks of past due times that have none */
        post: operations["schedules.backfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a schedule, with a note for those who wonder why */
        post: operations["schedules.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a paused schedule with its next due time */
        post: operations["schedules.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came of a schedule's due times, the latest first */
        get: operations["schedules.runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{id}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a task of a schedule now, paused or not */
        post: operations["schedules.trigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The due times to come of all schedules */
        get: operations["schedules.agenda"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause, resume or remove several schedules, all or none */
        post: operations["schedules.bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the servers of this installation, with their versions and clocks */
        get: operations["servers.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tasks */
        get: operations["tasks.list"];
        /** Change many tasks at once: all or none */
        put: operations["tasks.bulk_update"];
        /** Create a task */
        post: operations["tasks.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task */
        get: operations["tasks.read"];
        /** Change a task: absent fields stay, null clears */
        put: operations["tasks.put"];
        post?: never;
        /** Delete a task for good */
        delete: operations["tasks.delete"];
        options?: never;
        head?: never;
        /** Change a task: absent fields stay, null clears */
        patch: operations["tasks.update"];
        trace?: never;
    };
    "/api/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a task */
        post: operations["tasks.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/children": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task's children in their order */
        get: operations["tasks.children"];
        /** Make steps of a task's children, in the given order */
        put: operations["tasks.reorder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claim one task for an agent */
        post: operations["tasks.claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task's newest comments as a tree, the oldest of them first; the cursor leads to earlier ones */
        get: operations["tasks.comments"];
        put?: never;
        /** Comment on a task; every @name must exist */
        post: operations["tasks.comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand work in: to review, or done when the task needs none */
        post: operations["tasks.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/diagram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Draw a task and what is below it as Mermaid; as plain text when Accept asks for it */
        get: operations["tasks.diagram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a task up for good */
        post: operations["tasks.fail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task's links, from either end */
        get: operations["tasks.links"];
        put?: never;
        /** Link a task to another of its project */
        post: operations["tasks.link"];
        /** Remove a link */
        delete: operations["tasks.unlink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a claimed task back */
        post: operations["tasks.release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reopen a finished task, or unblock a blocked one */
        post: operations["tasks.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task's runs, newest first */
        get: operations["tasks.runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the tasks that hand on to one and that it hands on to, first to last */
        get: operations["tasks.thread"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or reject work in review; refused when it is not in review */
        post: operations["tasks.judge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a task does not go on now: what it waits for, or who has it */
        get: operations["tasks.why"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create many tasks at once, with parents and dependencies among them: all or none */
        post: operations["tasks.bulk_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/bulk/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand in the work on several tasks, each by itself: the answer says what became of each */
        post: operations["tasks.bulk_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how tasks hang together: epics, steps and links, below one task or in whole projects */
        get: operations["tasks.graph"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read several lists of tasks at once, such as the columns of a board */
        get: operations["tasks.lists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by name and password; the answer sets a session's cookie */
        post: operations["accounts.sign_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is calling: a person, an agent or a key */
        get: operations["accounts.me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people who may sign in, as existing clients read them */
        get: operations["accounts.list"];
        /** Set a person's role or password */
        put: operations["accounts.update"];
        /** Let somebody sign in with a name and a password */
        post: operations["accounts.create"];
        /** Let a person sign in no more */
        delete: operations["accounts.remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/outcomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How finished work ended, by agent and priority */
        get: operations["tasks.outcomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the labels in use with how many tasks have each, the most used first */
        get: operations["tasks.labels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/parents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what stands above tasks of a list: title, the order of its steps, and its own parents */
        get: operations["tasks.parents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Poll for work: claims the best ready task for an agent */
        get: operations["tasks.poll"];
        put?: never;
        /** Poll for work: claims the best ready task for an agent */
        post: operations["tasks.poll_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/regression": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare work finished before and after a change */
        get: operations["tasks.regression"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/attribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Account for what an agent did and cost; for itself, or privileged admins */
        get: operations["agents.attribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{id}/diagnostics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read figures on an agent's work, errors and tokens; for itself, or privileged admins */
        get: operations["agents.diagnostics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what needs the person who is signed in, newest first */
        get: operations["notification_cards.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-cards/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark cards as seen, on every device of the person */
        post: operations["notification_cards.see"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-cards/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a card away until it asks for something new; others keep it */
        post: operations["notification_cards.dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List where the person is told, and which kinds of channel can be made */
        get: operations["notification_channels.list"];
        put?: never;
        /** Have the person told at an address; the same address again changes its channel */
        post: operations["notification_channels.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one of the person's channels with its health */
        get: operations["notification_channels.read"];
        put?: never;
        post?: never;
        /** Remove a channel with its log */
        delete: operations["notification_channels.delete"];
        options?: never;
        head?: never;
        /** Change a channel, or switch it on or off */
        patch: operations["notification_channels.update"];
        trace?: never;
    };
    "/api/notification-channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test to a channel at once and return how it went */
        post: operations["notification_channels.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-channels/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask an address again to confirm that it wants the person's notifications */
        post: operations["notification_channels.confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-channels/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was sent to a channel, newest first */
        get: operations["notification_channels.messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public key for which a browser subscribes to push messages */
        get: operations["notifications.push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read which channels are told of what, and when */
        get: operations["notification_rules.list"];
        /** Replace the person's rules; the first that fits a card decides */
        put: operations["notification_rules.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the person's time zone, quiet hours and pause */
        put: operations["notification_preferences.set"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the mail server that notifications are sent by, without its password */
        get: operations["notification_email.read"];
        /** Set the mail server that notifications are sent by */
        put: operations["notification_email.set"];
        post?: never;
        /** Forget the mail server of the settings; that of the environment counts again */
        delete: operations["notification_email.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notification-links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what a link of a notification does; following it does nothing */
        get: operations["notification_links.view"];
        put?: never;
        /** Do what a link of a notification is for, once, as the person it was sent to */
        post: operations["notification_links.use"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tokens and costs in the shapes of Mission Control's clients */
        get: operations["tokens.query"];
        put?: never;
        /** Report tokens that an agent used */
        post: operations["tokens.report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/by-agent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tokens and costs of each agent over the last days */
        get: operations["tokens.by_agent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people who may sign in, by username */
        get: operations["users.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the triggers with what came of them; of secrets only the last characters */
        get: operations["triggers.list"];
        put?: never;
        /** Create tasks when something happens; the secret of a hook is shown this once */
        post: operations["triggers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a trigger, by id or name */
        get: operations["triggers.read"];
        put?: never;
        post?: never;
        /** Delete a trigger with its secrets and its log; its tasks stay */
        delete: operations["triggers.remove"];
        options?: never;
        head?: never;
        /** Change a trigger: absent fields stay, the template is replaced as a whole */
        patch: operations["triggers.update"];
        trace?: never;
    };
    "/api/triggers/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a trigger: what would fire it is skipped */
        post: operations["triggers.pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a trigger fire again, on what happens from now on */
        post: operations["triggers.resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a hook a new secret; the earlier one is accepted too for a while */
        post: operations["triggers.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the task that a trigger would create, without creating it */
        post: operations["triggers.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what fired a trigger, newest first, with what came of it */
        get: operations["triggers.deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/deliveries/{delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what fired a trigger, with what was sent */
        get: operations["triggers.delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/triggers/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a delivery fire its trigger again, with the template as it is now */
        post: operations["triggers.replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hooks/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a signed message to a trigger: JSON of at most 1 MB, by Standard Webhooks or as GitHub signs */
        post: operations["hooks.receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the webhooks with their health; of secrets only the last characters */
        get: operations["webhooks.list"];
        /** Change a webhook named in the body, as existing clients do */
        put: operations["webhooks.put"];
        /** Send events to an address; its secret is shown this once */
        post: operations["webhooks.create"];
        /** Delete a webhook named in the body, as existing clients do */
        delete: operations["webhooks.delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook with its health */
        get: operations["webhooks.read"];
        put?: never;
        post?: never;
        /** Delete a webhook with its secrets and its log */
        delete: operations["webhooks.remove"];
        options?: never;
        head?: never;
        /** Change, enable or disable a webhook */
        patch: operations["webhooks.update"];
        trace?: never;
    };
    "/api/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a webhook a new secret; the earlier one signs messages too for a while */
        post: operations["webhooks.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message to a webhook and say how it answered */
        post: operations["webhooks.test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send again what was given up since a time, or every event since then */
        post: operations["webhooks.redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what was sent to webhooks, newest first */
        get: operations["webhooks.deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one delivery with its payload, and every attempt with the answer */
        get: operations["webhooks.delivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/deliveries/{id}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send one message again, under the id it had */
        post: operations["webhooks.redeliver_one"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message to a webhook named in the body, as existing clients do */
        post: operations["webhooks.test_named"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message named in the body again, as existing clients do */
        post: operations["webhooks.retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/verify-docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say how a receiver checks the signature that existing receivers know */
        get: operations["webhooks.verify_docs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the processes that work under agents' names, and what each is doing */
        get: operations["workers.list"];
        put?: never;
        /** Give a worker's sign of life, and wait for orders and for the end of its runs */
        post: operations["workers.report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Tell a worker to pause, drain, stop or run again */
        patch: operations["workers.order"];
        trace?: never;
    };
    "/api/workload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much work lies where */
        get: operations["workload.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the workspaces: there is one */
        get: operations["workspaces.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** MCP for older ticket clients: a message for an open /sse session */
        post: operations["mcp.sse.send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metrics of this process and of the queue, for Prometheus */
        get: operations["metrics.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/skill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How to work on tickets, as a skill that agent programs read (Markdown) */
        get: operations["skill.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** MCP for older ticket clients: opens an event stream that answers what is posted to /message */
        get: operations["mcp.sse.open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Why a request was refused, and what to do about it. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            error: string;
            request_id: string;
            fix?: string;
            problems?: {
                field: string;
                rule: string;
            }[];
            details?: unknown;
        } & {
            [key: string]: unknown;
        };
        /** @description `task.created` as it is listed. */
        "Activity.task.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.created";
            data: components["schemas"]["TaskEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description The task after the change, and why it changed. */
        TaskEventData: {
            id: number;
            ticket_ref: string;
            /** Format: date-time */
            etag?: string;
            title: string;
            /** @enum {string} */
            status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            /** @enum {string} */
            priority?: "critical" | "high" | "medium" | "low";
            /** @enum {string} */
            type?: "bug" | "feature" | "task" | "epic" | "chore";
            /** @enum {string} */
            kind?: "work" | "group" | "approval" | "wait";
            work_type?: string | null;
            labels?: string[];
            tags?: string[];
            metadata?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            origin?: "browser" | "api" | "ticket" | "work" | "workflow" | "schedule" | "trigger";
            created_by?: string;
            assigned_to?: string | null;
            claimed_by?: string | null;
            claimed_at?: number | null;
            lease_expires_at?: number | null;
            run_id?: number | null;
            parent_id?: number | null;
            root_id?: number;
            /** @enum {string} */
            exec_mode?: "par" | "seq";
            exec_order?: number | null;
            /** @enum {string} */
            on_failure?: "block" | "continue";
            ready?: boolean;
            claimable?: boolean;
            blocked_reason?: string | null;
            progress?: {
                done: number;
                total: number;
            };
            review_required?: boolean;
            review_cycles?: number;
            dispatch_attempts?: number;
            stale_requeues?: number;
            next_attempt_at?: number | null;
            dispatch_hold?: {
                /** @enum {string} */
                code: "budget_exceeded" | "configuration" | "no_model" | "unavailable" | "cancelled" | "released";
                message: string;
                since: number | null;
                next_at: number | null;
            } | null;
            scheduled_for?: number | null;
            due_on?: string | null;
            due_date?: number | null;
            estimated_hours?: number | null;
            actual_hours?: number | null;
            outcome?: string | null;
            feedback_rating?: number | null;
            retry_count?: number;
            comment_count?: number;
            completed_at?: number | null;
            archived_at?: number | null;
            status_changed_at?: number | null;
            created_at?: number;
            updated_at?: number;
            project_id?: number;
            project_ticket_no?: number;
            project_name?: string;
            project_prefix?: string;
            /** @enum {string} */
            previous_status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            changed?: {
                [key: string]: [
                    unknown,
                    unknown
                ] | true;
            };
            reason?: string;
            change?: string;
            children_finished?: boolean;
            agent?: string;
            follows?: string;
            attempts?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description `task.updated` as it is listed. */
        "Activity.task.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.updated";
            data: components["schemas"]["TaskEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `task.status_changed` as it is listed. */
        "Activity.task.status_changed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.status_changed";
            data: components["schemas"]["TaskEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `task.claimed` as it is listed. */
        "Activity.task.claimed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.claimed";
            data: components["schemas"]["TaskEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `task.completed` as it is listed. */
        "Activity.task.completed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.completed";
            data: components["schemas"]["TaskEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `task.escalated` as it is listed. */
        "Activity.task.escalated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.escalated";
            data: components["schemas"]["TaskEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `task.deleted` as it is listed. */
        "Activity.task.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.deleted";
            data: {
                id: number;
                ticket_ref: string;
                title: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `task.commented` as it is listed. */
        "Activity.task.commented": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.commented";
            data: {
                comment: components["schemas"]["Comment"] | {
                    id: number;
                };
                ticket_ref: string;
                comment_count: number;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description A comment on a task, with its replies. */
        Comment: {
            id: number;
            task_id: number;
            author: string;
            author_kind: string;
            content: string;
            created_at: number;
            parent_id: number | null;
            mentions: string[];
            /** @constant */
            workspace_id: 1;
            replies: components["schemas"]["Comment"][];
        };
        /** @description `task.linked` as it is listed. */
        "Activity.task.linked": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.linked";
            data: {
                from_id: number;
                from: string;
                to_id: number;
                to: string;
                /** @enum {string} */
                link_type: "blocks" | "relates" | "duplicates";
                removed: boolean;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `review.recorded` as it is listed. */
        "Activity.review.recorded": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "review.recorded";
            data: {
                review: components["schemas"]["Review"];
                ticket_ref: string;
                title: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description A verdict on the work of a task. */
        Review: {
            id: number;
            task_id: number;
            reviewer: string;
            reviewer_kind: string;
            /** @enum {string} */
            status: "approved" | "rejected";
            notes: string;
            cycle: number;
            resolution_hash: string | null;
            applied: boolean;
            override_reason: string | null;
            run_id: number | null;
            created_at: number;
            /** @constant */
            workspace_id: 1;
        };
        /** @description `run.started` as it is listed. */
        "Activity.run.started": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.started";
            data: {
                run: components["schemas"]["Run"];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description One attempt at a task. Without an outcome it is open; an unknown cost is null. */
        Run: {
            id: number;
            task_id: number | null;
            task_ref: string | null;
            agent: string;
            /** @enum {string} */
            runtime: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
            /** @enum {string} */
            trigger: "claim" | "dispatch" | "direct" | "review";
            attempt: number;
            model: string | null;
            tier: string | null;
            tier_reason: string | null;
            outcome: ("succeeded" | "failed" | "timed_out" | "cancelled" | "refused" | "lost") | null;
            prompt: string | null;
            output: string | null;
            error: string | null;
            error_class: string | null;
            tokens_in: number | null;
            tokens_out: number | null;
            cost_usd: number | null;
            /** @enum {string} */
            cost_source: "reported" | "priced" | "unknown";
            started_at: number;
            heartbeat_at: number | null;
            lease_expires_at: number | null;
            finished_at: number | null;
            claim_id: string | null;
            worker: {
                id: number;
                host: string;
                pid: number | null;
                version: string | null;
            } | null;
        };
        /** @description `run.updated` as it is listed. */
        "Activity.run.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.updated";
            data: {
                run: components["schemas"]["Run"];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `run.completed` as it is listed. */
        "Activity.run.completed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.completed";
            data: {
                run: components["schemas"]["Run"];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `agent.created` as it is listed. */
        "Activity.agent.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.created";
            data: components["schemas"]["AgentEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description The agent after the change, without its long texts. */
        AgentEventData: {
            id: number;
            name: string;
            role: string;
            /** @enum {string} */
            status: "online" | "busy" | "idle" | "offline";
            last_seen: number | null;
            last_activity: string | null;
            created_at: number;
            updated_at: number;
            config: {
                [key: string]: unknown;
            };
            /** @constant */
            workspace_id: 1;
            /** @enum {string} */
            source: "manual" | "self" | "observed";
            content_hash: null;
            workspace_path: null;
            hidden: 0 | 1;
            /** @enum {string} */
            runtime: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
            runtime_type: null;
            claude_base_session_id: null;
            claude_base_session_created_at: null;
            max_capacity: number;
            capabilities: string[];
            in_progress: number;
            budget_usd: number | null;
            daily_budget_usd: number | null;
            changed?: string[];
            previous_status?: string;
            released?: string[];
            keys_revoked?: number;
        } & {
            [key: string]: unknown;
        };
        /** @description `agent.updated` as it is listed. */
        "Activity.agent.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.updated";
            data: components["schemas"]["AgentEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `agent.deleted` as it is listed. */
        "Activity.agent.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.deleted";
            data: components["schemas"]["AgentEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `agent.status_changed` as it is listed. */
        "Activity.agent.status_changed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.status_changed";
            data: components["schemas"]["AgentEventData"];
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `worker.updated` as it is listed. */
        "Activity.worker.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "worker.updated";
            data: {
                worker: {
                    id: number;
                    host: string;
                    pid: number | null;
                } & {
                    [key: string]: unknown;
                };
                wanted: string;
                note: string | null;
                until: number | null;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `project.created` as it is listed. */
        "Activity.project.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "project.created";
            data: {
                project: {
                    id: number;
                    etag?: string;
                    name: string;
                    slug: string;
                    ticket_prefix: string;
                    description: string | null;
                    /** @enum {string} */
                    review_policy: "required" | "always" | "never";
                    auto_triage: boolean;
                    is_default: boolean;
                    budget_usd: number | null;
                    daily_budget_usd: number | null;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    /** @constant */
                    workspace_id?: 1;
                    archived_at: number | null;
                    created_at: number;
                    updated_at: number;
                    tasks?: {
                        open: number;
                        total: number;
                    };
                    task_count?: number;
                    assigned_agents?: string[];
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `project.updated` as it is listed. */
        "Activity.project.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "project.updated";
            data: {
                project: {
                    id: number;
                    etag?: string;
                    name: string;
                    slug: string;
                    ticket_prefix: string;
                    description: string | null;
                    /** @enum {string} */
                    review_policy: "required" | "always" | "never";
                    auto_triage: boolean;
                    is_default: boolean;
                    budget_usd: number | null;
                    daily_budget_usd: number | null;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    /** @constant */
                    workspace_id?: 1;
                    archived_at: number | null;
                    created_at: number;
                    updated_at: number;
                    tasks?: {
                        open: number;
                        total: number;
                    };
                    task_count?: number;
                    assigned_agents?: string[];
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `project.deleted` as it is listed. */
        "Activity.project.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "project.deleted";
            data: {
                project: {
                    id: number;
                    etag?: string;
                    name: string;
                    slug: string;
                    ticket_prefix: string;
                    description: string | null;
                    /** @enum {string} */
                    review_policy: "required" | "always" | "never";
                    auto_triage: boolean;
                    is_default: boolean;
                    budget_usd: number | null;
                    daily_budget_usd: number | null;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    /** @constant */
                    workspace_id?: 1;
                    archived_at: number | null;
                    created_at: number;
                    updated_at: number;
                    tasks?: {
                        open: number;
                        total: number;
                    };
                    task_count?: number;
                    assigned_agents?: string[];
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `schedule.created` as it is listed. */
        "Activity.schedule.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.created";
            data: {
                schedule: {
                    id: number;
                    name: string;
                    paused: boolean;
                    next_at: number | null;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `schedule.updated` as it is listed. */
        "Activity.schedule.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.updated";
            data: {
                schedule: {
                    id: number;
                    name: string;
                    paused: boolean;
                    next_at: number | null;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `schedule.deleted` as it is listed. */
        "Activity.schedule.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.deleted";
            data: {
                schedule: {
                    id: number;
                    name: string;
                    paused: boolean;
                    next_at: number | null;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `schedule.fired` as it is listed. */
        "Activity.schedule.fired": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.fired";
            data: {
                schedule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                run: components["schemas"]["ScheduleRun"];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description What came of a due time of a schedule. */
        ScheduleRun: {
            id: number;
            schedule_id: number;
            due_at: number;
            first_due_at: number;
            count: number;
            /** @enum {string} */
            trigger: "due" | "manual" | "backfill";
            /** @enum {string} */
            outcome: "created" | "queued" | "skipped" | "missed" | "failed";
            reason: string | null;
            task_id: number | null;
            ticket_ref: string | null;
            task_status: ("inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled") | null;
            created_at: number;
        };
        /** @description `schedule.skipped` as it is listed. */
        "Activity.schedule.skipped": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.skipped";
            data: {
                schedule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                run: components["schemas"]["ScheduleRun"];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `trigger.created` as it is listed. */
        "Activity.trigger.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.created";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `trigger.updated` as it is listed. */
        "Activity.trigger.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.updated";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `trigger.deleted` as it is listed. */
        "Activity.trigger.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.deleted";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `trigger.fired` as it is listed. */
        "Activity.trigger.fired": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.fired";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                delivery: {
                    id: number;
                    type: string;
                    reason: string | null;
                    ticket_ref: string | null;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `trigger.failed` as it is listed. */
        "Activity.trigger.failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.failed";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                delivery: {
                    id: number;
                    type: string;
                    reason: string | null;
                    ticket_ref: string | null;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `trigger.limited` as it is listed. */
        "Activity.trigger.limited": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.limited";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                delivery: {
                    id: number;
                    type: string;
                    reason: string | null;
                    ticket_ref: string | null;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `runtime.updated` as it is listed. */
        "Activity.runtime.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "runtime.updated";
            data: {
                runtime: string | null;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `settings.updated` as it is listed. */
        "Activity.settings.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "settings.updated";
            data: {
                key: string;
                value: unknown;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `auth.key_created` as it is listed. */
        "Activity.auth.key_created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.key_created";
            data: {
                id: number;
                name: string;
                key_prefix: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `auth.key_revoked` as it is listed. */
        "Activity.auth.key_revoked": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.key_revoked";
            data: {
                id: number;
                name: string;
                key_prefix: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `auth.signed_in` as it is listed. */
        "Activity.auth.signed_in": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.signed_in";
            data: {
                id: number;
                username: string | null;
                address: string | null;
                provider: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `auth.sign_in_failed` as it is listed. */
        "Activity.auth.sign_in_failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.sign_in_failed";
            data: {
                id: number | null;
                username: string | null;
                address: string | null;
                reason: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `auth.user_created` as it is listed. */
        "Activity.auth.user_created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.user_created";
            data: {
                id: number;
                username: string;
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `auth.user_updated` as it is listed. */
        "Activity.auth.user_updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.user_updated";
            data: {
                id: number;
                username: string;
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `webhook.created` as it is listed. */
        "Activity.webhook.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.created";
            data: {
                id: number;
                name: string;
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `webhook.updated` as it is listed. */
        "Activity.webhook.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.updated";
            data: {
                id: number;
                name: string;
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `webhook.deleted` as it is listed. */
        "Activity.webhook.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.deleted";
            data: {
                id: number;
                name: string;
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `webhook.failed` as it is listed. */
        "Activity.webhook.failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.failed";
            data: {
                id: number;
                name: string;
                changed?: string[];
                /** @enum {string} */
                reason: "attempts" | "gap";
                event_id: number | null;
                error: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `webhook.disabled` as it is listed. */
        "Activity.webhook.disabled": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.disabled";
            data: {
                id: number;
                name: string;
                changed?: string[];
                error: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `backup.started` as it is listed. */
        "Activity.backup.started": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "backup.started";
            data: {
                id: number;
                trigger: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `backup.completed` as it is listed. */
        "Activity.backup.completed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "backup.completed";
            data: {
                id: number;
                trigger: string;
                bytes: number;
                rows: number;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `backup.failed` as it is listed. */
        "Activity.backup.failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "backup.failed";
            data: {
                id: number;
                trigger: string;
                error: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `message.sent` as it is listed. */
        "Activity.message.sent": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "message.sent";
            data: {
                message: {
                    id: number;
                    conversation_id: string;
                    from_agent: string;
                    to_agent: string | null;
                    message_type: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `alert.created` as it is listed. */
        "Activity.alert.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.created";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `alert.updated` as it is listed. */
        "Activity.alert.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.updated";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `alert.deleted` as it is listed. */
        "Activity.alert.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.deleted";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `alert.fired` as it is listed. */
        "Activity.alert.fired": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.fired";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
                reason: string;
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        /** @description `alert.cleared` as it is listed. */
        "Activity.alert.cleared": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.cleared";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
            entity_type: string;
            entity_id: number | null;
            description: string;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            entity: {
                type: string;
                id: number | null;
                name?: string;
                title?: string;
                status?: string;
            } | null;
        };
        ActivityStats: {
            timeframe: string;
            activityByType: {
                type: string;
                count: number;
            }[];
            topActors: {
                actor: string;
                activity_count: number;
            }[];
            timeline: {
                timestamp: number;
                count: number;
                hour: string;
            }[];
        };
        /** @description A message to an agent or a person. */
        Message: {
            id: number;
            conversation_id: string;
            from_agent: string;
            to_agent: string | null;
            content: string;
            message_type: string;
            metadata: {
                [key: string]: unknown;
            } | null;
            delivered_at: number | null;
            read_at: number | null;
            created_at: number;
            /** @constant */
            workspace_id: 1;
        };
        /** @description A condition that is looked at every minute. */
        AlertRule: {
            id: number;
            name: string;
            description: string | null;
            enabled: 0 | 1;
            /** @enum {string} */
            entity_type: "agent" | "task" | "session" | "activity";
            condition_field: string;
            /** @enum {string} */
            condition_operator: "equals" | "not_equals" | "greater_than" | "less_than" | "contains" | "count_above" | "count_below" | "age_minutes_above";
            condition_value: string;
            action_type: string;
            action_config: {
                [key: string]: unknown;
            };
            cooldown_minutes: number;
            /** @enum {string} */
            state: "ok" | "firing";
            reason: string | null;
            firing_since: number | null;
            last_triggered_at: number | null;
            trigger_count: number;
            evaluated_at: number | null;
            created_by: string;
            created_at: number;
            updated_at: number;
            /** @constant */
            workspace_id: 1;
        };
        /** @description A security-relevant event, as an entry of an audit log. */
        AuditEntry: {
            id: number;
            action: string;
            actor: string;
            actor_id: null;
            target_type: string | null;
            target_id: number | null;
            detail: {
                [key: string]: unknown;
            };
            ip_address: string | null;
            user_agent: null;
            created_at: number;
        };
        /** @description What existing clients read as a notification. */
        ClientNotification: {
            id: number;
            recipient: string;
            type: string;
            title: string;
            message: string;
            source_type: string;
            source_id: number;
            read_at: number | null;
            delivered_at: number | null;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            source: {
                type: string;
                id: number;
                title?: string;
                status?: string;
                content?: string;
                task_id?: number;
                task_title?: string;
                content_preview?: string;
            } | null;
        };
        SearchResult: {
            /** @enum {string} */
            type: "task" | "agent" | "project" | "message" | "webhook" | "activity" | "audit";
            id: number;
            title: string;
            subtitle?: string;
            excerpt?: string;
            created_at: number;
            relevance: number;
        };
        StatusProbe: {
            /** @enum {string} */
            status: "healthy" | "unhealthy";
            version: string;
            uptime: number;
            checks: {
                name: string;
                /** @enum {string} */
                status: "healthy" | "warning" | "critical" | "unhealthy";
                message: string;
                detail?: {
                    [key: string]: number;
                };
            }[];
            timestamp: number;
        };
        StatusDashboard: {
            timestamp: number;
            uptime: number;
            memory: {
                total: number;
                used: number;
                available: number;
            };
            disk: {
                total: string;
                used: string;
                available: string;
                usage: string;
            };
            sessions: {
                total: number;
                active: number;
            };
            processes: {
                pid: string;
                command: string;
            }[];
            db: {
                tasks: {
                    total: number;
                    byStatus: {
                        [key: string]: number;
                    };
                };
                agents: {
                    total: number;
                    byStatus: {
                        [key: string]: number;
                    };
                };
                audit: {
                    day: number;
                    week: number;
                    loginFailures: number;
                } | null;
                activities: {
                    day: number;
                };
                notifications: {
                    unread: number;
                };
                pipelines: {
                    /** @constant */
                    active: 0;
                    /** @constant */
                    recentDay: 0;
                };
                dbSizeBytes: number;
                webhookCount: number | null;
            };
        };
        StatusOverview: {
            timestamp: number;
            uptime: number;
            memory: {
                total: number;
                used: number;
                available: number;
            };
            disk: {
                total: string;
                used: string;
                available: string;
                usage: string;
            };
            sessions: {
                total: number;
                active: number;
            };
            processes: {
                pid: string;
                command: string;
            }[];
        };
        /** @description A run in the shape of the agent run protocol. */
        ClientRun: {
            id: string;
            agent_id: string;
            agent_name: string | null;
            model: string | null;
            provider: string | null;
            runtime: string;
            runtime_version: string | null;
            trigger: ("manual" | "cron" | "webhook" | "agent" | "pipeline" | "queue") | null;
            parent_run_id: string | null;
            task_id: string | null;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "cancelled" | "timeout";
            outcome: string | null;
            started_at: string;
            ended_at: string | null;
            duration_ms: number | null;
            steps: {
                [key: string]: unknown;
            }[];
            tools_available: string[];
            cost: {
                input_tokens: number;
                output_tokens: number;
                cache_read_tokens: number | null;
                cache_write_tokens: number | null;
                cost_usd: number | null;
                model: string | null;
            };
            provenance: {
                run_hash: string;
                parent_run_hash: string | null;
                lineage: string[];
                model_version: string | null;
                config_hash: string | null;
                runtime: string | null;
                signed_by: string | null;
                signature: string | null;
                created_at: string;
            };
            error: string | null;
            git_branch: string | null;
            git_commit: string | null;
            workspace_id: string;
            tags: string[];
            metadata: {
                [key: string]: unknown;
            };
        };
        /** @description An agent with how many tasks it has in each status. */
        AgentWithStats: {
            id: number;
            name: string;
            role: string;
            session_key: string | null;
            soul_content: string | null;
            /** @enum {string} */
            status: "online" | "busy" | "idle" | "offline";
            last_seen: number | null;
            last_activity: string | null;
            created_at: number;
            updated_at: number;
            config: {
                [key: string]: unknown;
            };
            /** @constant */
            workspace_id: 1;
            /** @enum {string} */
            source: "manual" | "self" | "observed";
            content_hash: null;
            workspace_path: null;
            hidden: 0 | 1;
            working_memory: string;
            /** @enum {string} */
            runtime: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
            runtime_type: null;
            claude_base_session_id: null;
            claude_base_session_created_at: null;
            max_capacity: number;
            capabilities: string[];
            in_progress: number;
            budget_usd: number | null;
            daily_budget_usd: number | null;
            taskStats: {
                total: number;
                assigned: number;
                in_progress: number;
                review: number;
                quality_review: number;
                done: number;
                completed: number;
                failed: number;
            };
        };
        /** @description An agent. Times are Unix seconds. */
        Agent: {
            id: number;
            name: string;
            role: string;
            session_key: string | null;
            soul_content: string | null;
            /** @enum {string} */
            status: "online" | "busy" | "idle" | "offline";
            last_seen: number | null;
            last_activity: string | null;
            created_at: number;
            updated_at: number;
            config: {
                [key: string]: unknown;
            };
            /** @constant */
            workspace_id: 1;
            /** @enum {string} */
            source: "manual" | "self" | "observed";
            content_hash: null;
            workspace_path: null;
            hidden: 0 | 1;
            working_memory: string;
            /** @enum {string} */
            runtime: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
            runtime_type: null;
            claude_base_session_id: null;
            claude_base_session_created_at: null;
            max_capacity: number;
            capabilities: string[];
            in_progress: number;
            budget_usd: number | null;
            daily_budget_usd: number | null;
        };
        /** @description Half an hour of an agent's day: when it starts, the runs that were open in it, and how many of them ended badly in it. */
        DaySlice: {
            at: number;
            runs: number;
            failed: number;
        };
        /** @description A key that acts as an agent, without the key itself. */
        AgentKey: {
            id: number;
            name: string;
            key_prefix: string;
            scopes: string[];
            project_id: number | null;
            expires_at: number | null;
            created_at: number;
            created_by: string;
            revoked_at: number | null;
            last_used_at: number | null;
            updated_at: number;
        };
        /** @description A key that acts as an agent, just made. */
        CreatedAgentKey: {
            id: number;
            name: string;
            key_prefix: string;
            scopes: string[];
            project_id: number | null;
            expires_at: number | null;
            created_at: number;
        };
        /** @description A budget and what is spent of it. `key` is the agent's name or the project's id; `reserved_usd` is set aside for open runs. */
        Budget: {
            key: string;
            name: string;
            budget_usd: number | null;
            daily_budget_usd: number | null;
            spent_usd: number;
            spent_today_usd: number;
            reserved_usd: number;
        };
        /** @description A tool that speaks for an agent. */
        Connection: {
            id: number;
            agent_id: number;
            connection_id: string;
            tool_name: string;
            tool_version: string | null;
            metadata: {
                [key: string]: unknown;
            } | null;
            /** @constant */
            status: "connected";
            last_heartbeat: number | null;
            created_at: number;
            updated_at: number;
            /** @constant */
            workspace_id: 1;
            agent_name: string;
            /** @enum {string} */
            agent_status: "online" | "busy" | "idle" | "offline";
            agent_role: string;
        };
        /** @description `key` is the agent's name, the project's id, the model, the ticket or the day, and null for runs that have none; `name` is what people call it. */
        CostGroup: {
            key: string | null;
            name: string | null;
            runs: number;
            tokens_in: number;
            tokens_out: number;
            cost_usd: number | null;
            cost_unknown: number;
        };
        /** @description A schedule as existing clients know it. */
        CronJob: {
            id: string;
            name: string;
            schedule: string;
            command: string;
            enabled: boolean;
            timezone: string;
            agentId?: string;
            model?: string;
            lastRun?: number;
            nextRun?: number;
            /** @enum {string} */
            lastStatus?: "success" | "error" | "running";
            lastError?: string;
        };
        /** @description A schedule, which creates a task at each due time. */
        Schedule: {
            id: number;
            key: string | null;
            name: string;
            project_id: number;
            schedule: string;
            cron: string | null;
            once_at: number | null;
            words: string;
            timezone: string;
            task_template: {
                title: string;
            } & {
                [key: string]: unknown;
            };
            /** @enum {string} */
            overlap: "skip" | "queue_one" | "queue_all" | "allow" | "cancel_running";
            overlap_max_age_hours: number | null;
            /** @enum {string} */
            missed: "run" | "skip";
            missed_window_hours: number;
            pause_after_failures: number | null;
            paused: boolean;
            paused_at: number | null;
            paused_by: string | null;
            pause_note: string | null;
            pause_reason: ("person" | "failures") | null;
            next_at: number | null;
            next: number[];
            last_run: components["schemas"]["ScheduleRun"] | null;
            health: {
                /** @enum {string} */
                state: "ok" | "paused" | "finished" | "failing" | "overdue" | "no_next_date";
                message: string;
            };
            counts: {
                created: number;
                skipped: number;
                missed: number;
                failed: number;
            };
            created_by: string;
            created_at: number;
            updated_at: number;
            etag: string;
        };
        /** @description Something that happened; `type` says what `data` holds. */
        Event: components["schemas"]["Event.task.created"] | components["schemas"]["Event.task.updated"] | components["schemas"]["Event.task.status_changed"] | components["schemas"]["Event.task.claimed"] | components["schemas"]["Event.task.completed"] | components["schemas"]["Event.task.escalated"] | components["schemas"]["Event.task.deleted"] | components["schemas"]["Event.task.commented"] | components["schemas"]["Event.task.linked"] | components["schemas"]["Event.review.recorded"] | components["schemas"]["Event.run.started"] | components["schemas"]["Event.run.updated"] | components["schemas"]["Event.run.completed"] | components["schemas"]["Event.agent.created"] | components["schemas"]["Event.agent.updated"] | components["schemas"]["Event.agent.deleted"] | components["schemas"]["Event.agent.status_changed"] | components["schemas"]["Event.worker.updated"] | components["schemas"]["Event.project.created"] | components["schemas"]["Event.project.updated"] | components["schemas"]["Event.project.deleted"] | components["schemas"]["Event.schedule.created"] | components["schemas"]["Event.schedule.updated"] | components["schemas"]["Event.schedule.deleted"] | components["schemas"]["Event.schedule.fired"] | components["schemas"]["Event.schedule.skipped"] | components["schemas"]["Event.trigger.created"] | components["schemas"]["Event.trigger.updated"] | components["schemas"]["Event.trigger.deleted"] | components["schemas"]["Event.trigger.fired"] | components["schemas"]["Event.trigger.failed"] | components["schemas"]["Event.trigger.limited"] | components["schemas"]["Event.runtime.updated"] | components["schemas"]["Event.settings.updated"] | components["schemas"]["Event.auth.key_created"] | components["schemas"]["Event.auth.key_revoked"] | components["schemas"]["Event.auth.signed_in"] | components["schemas"]["Event.auth.sign_in_failed"] | components["schemas"]["Event.auth.user_created"] | components["schemas"]["Event.auth.user_updated"] | components["schemas"]["Event.webhook.created"] | components["schemas"]["Event.webhook.updated"] | components["schemas"]["Event.webhook.deleted"] | components["schemas"]["Event.webhook.failed"] | components["schemas"]["Event.webhook.disabled"] | components["schemas"]["Event.backup.started"] | components["schemas"]["Event.backup.completed"] | components["schemas"]["Event.backup.failed"] | components["schemas"]["Event.message.sent"] | components["schemas"]["Event.alert.created"] | components["schemas"]["Event.alert.updated"] | components["schemas"]["Event.alert.deleted"] | components["schemas"]["Event.alert.fired"] | components["schemas"]["Event.alert.cleared"];
        /** @description What `task.created` carries. */
        "Event.task.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.created";
            data: components["schemas"]["TaskEventData"];
        };
        /** @description What `task.updated` carries. */
        "Event.task.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.updated";
            data: components["schemas"]["TaskEventData"];
        };
        /** @description What `task.status_changed` carries. */
        "Event.task.status_changed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.status_changed";
            data: components["schemas"]["TaskEventData"];
        };
        /** @description What `task.claimed` carries. */
        "Event.task.claimed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.claimed";
            data: components["schemas"]["TaskEventData"];
        };
        /** @description What `task.completed` carries. */
        "Event.task.completed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.completed";
            data: components["schemas"]["TaskEventData"];
        };
        /** @description What `task.escalated` carries. */
        "Event.task.escalated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.escalated";
            data: components["schemas"]["TaskEventData"];
        };
        /** @description What `task.deleted` carries. */
        "Event.task.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.deleted";
            data: {
                id: number;
                ticket_ref: string;
                title: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `task.commented` carries. */
        "Event.task.commented": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.commented";
            data: {
                comment: components["schemas"]["Comment"] | {
                    id: number;
                };
                ticket_ref: string;
                comment_count: number;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `task.linked` carries. */
        "Event.task.linked": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "task.linked";
            data: {
                from_id: number;
                from: string;
                to_id: number;
                to: string;
                /** @enum {string} */
                link_type: "blocks" | "relates" | "duplicates";
                removed: boolean;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `review.recorded` carries. */
        "Event.review.recorded": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "review.recorded";
            data: {
                review: components["schemas"]["Review"];
                ticket_ref: string;
                title: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `run.started` carries. */
        "Event.run.started": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.started";
            data: {
                run: components["schemas"]["Run"];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `run.updated` carries. */
        "Event.run.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.updated";
            data: {
                run: components["schemas"]["Run"];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `run.completed` carries. */
        "Event.run.completed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.completed";
            data: {
                run: components["schemas"]["Run"];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `agent.created` carries. */
        "Event.agent.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.created";
            data: components["schemas"]["AgentEventData"];
        };
        /** @description What `agent.updated` carries. */
        "Event.agent.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.updated";
            data: components["schemas"]["AgentEventData"];
        };
        /** @description What `agent.deleted` carries. */
        "Event.agent.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.deleted";
            data: components["schemas"]["AgentEventData"];
        };
        /** @description What `agent.status_changed` carries. */
        "Event.agent.status_changed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "agent.status_changed";
            data: components["schemas"]["AgentEventData"];
        };
        /** @description What `worker.updated` carries. */
        "Event.worker.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "worker.updated";
            data: {
                worker: {
                    id: number;
                    host: string;
                    pid: number | null;
                } & {
                    [key: string]: unknown;
                };
                wanted: string;
                note: string | null;
                until: number | null;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `project.created` carries. */
        "Event.project.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "project.created";
            data: {
                project: {
                    id: number;
                    etag?: string;
                    name: string;
                    slug: string;
                    ticket_prefix: string;
                    description: string | null;
                    /** @enum {string} */
                    review_policy: "required" | "always" | "never";
                    auto_triage: boolean;
                    is_default: boolean;
                    budget_usd: number | null;
                    daily_budget_usd: number | null;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    /** @constant */
                    workspace_id?: 1;
                    archived_at: number | null;
                    created_at: number;
                    updated_at: number;
                    tasks?: {
                        open: number;
                        total: number;
                    };
                    task_count?: number;
                    assigned_agents?: string[];
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `project.updated` carries. */
        "Event.project.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "project.updated";
            data: {
                project: {
                    id: number;
                    etag?: string;
                    name: string;
                    slug: string;
                    ticket_prefix: string;
                    description: string | null;
                    /** @enum {string} */
                    review_policy: "required" | "always" | "never";
                    auto_triage: boolean;
                    is_default: boolean;
                    budget_usd: number | null;
                    daily_budget_usd: number | null;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    /** @constant */
                    workspace_id?: 1;
                    archived_at: number | null;
                    created_at: number;
                    updated_at: number;
                    tasks?: {
                        open: number;
                        total: number;
                    };
                    task_count?: number;
                    assigned_agents?: string[];
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `project.deleted` carries. */
        "Event.project.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "project.deleted";
            data: {
                project: {
                    id: number;
                    etag?: string;
                    name: string;
                    slug: string;
                    ticket_prefix: string;
                    description: string | null;
                    /** @enum {string} */
                    review_policy: "required" | "always" | "never";
                    auto_triage: boolean;
                    is_default: boolean;
                    budget_usd: number | null;
                    daily_budget_usd: number | null;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    /** @constant */
                    workspace_id?: 1;
                    archived_at: number | null;
                    created_at: number;
                    updated_at: number;
                    tasks?: {
                        open: number;
                        total: number;
                    };
                    task_count?: number;
                    assigned_agents?: string[];
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `schedule.created` carries. */
        "Event.schedule.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.created";
            data: {
                schedule: {
                    id: number;
                    name: string;
                    paused: boolean;
                    next_at: number | null;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `schedule.updated` carries. */
        "Event.schedule.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.updated";
            data: {
                schedule: {
                    id: number;
                    name: string;
                    paused: boolean;
                    next_at: number | null;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `schedule.deleted` carries. */
        "Event.schedule.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.deleted";
            data: {
                schedule: {
                    id: number;
                    name: string;
                    paused: boolean;
                    next_at: number | null;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `schedule.fired` carries. */
        "Event.schedule.fired": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.fired";
            data: {
                schedule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                run: components["schemas"]["ScheduleRun"];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `schedule.skipped` carries. */
        "Event.schedule.skipped": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "schedule.skipped";
            data: {
                schedule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                run: components["schemas"]["ScheduleRun"];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `trigger.created` carries. */
        "Event.trigger.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.created";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `trigger.updated` carries. */
        "Event.trigger.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.updated";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `trigger.deleted` carries. */
        "Event.trigger.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.deleted";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `trigger.fired` carries. */
        "Event.trigger.fired": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.fired";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                delivery: {
                    id: number;
                    type: string;
                    reason: string | null;
                    ticket_ref: string | null;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `trigger.failed` carries. */
        "Event.trigger.failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.failed";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                delivery: {
                    id: number;
                    type: string;
                    reason: string | null;
                    ticket_ref: string | null;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `trigger.limited` carries. */
        "Event.trigger.limited": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "trigger.limited";
            data: {
                trigger: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                delivery: {
                    id: number;
                    type: string;
                    reason: string | null;
                    ticket_ref: string | null;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `runtime.updated` carries. */
        "Event.runtime.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "runtime.updated";
            data: {
                runtime: string | null;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `settings.updated` carries. */
        "Event.settings.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "settings.updated";
            data: {
                key: string;
                value: unknown;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `auth.key_created` carries. */
        "Event.auth.key_created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.key_created";
            data: {
                id: number;
                name: string;
                key_prefix: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `auth.key_revoked` carries. */
        "Event.auth.key_revoked": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.key_revoked";
            data: {
                id: number;
                name: string;
                key_prefix: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `auth.signed_in` carries. */
        "Event.auth.signed_in": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.signed_in";
            data: {
                id: number;
                username: string | null;
                address: string | null;
                provider: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `auth.sign_in_failed` carries. */
        "Event.auth.sign_in_failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.sign_in_failed";
            data: {
                id: number | null;
                username: string | null;
                address: string | null;
                reason: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `auth.user_created` carries. */
        "Event.auth.user_created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.user_created";
            data: {
                id: number;
                username: string;
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `auth.user_updated` carries. */
        "Event.auth.user_updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "auth.user_updated";
            data: {
                id: number;
                username: string;
                /** @enum {string} */
                role: "viewer" | "operator" | "admin";
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `webhook.created` carries. */
        "Event.webhook.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.created";
            data: {
                id: number;
                name: string;
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `webhook.updated` carries. */
        "Event.webhook.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.updated";
            data: {
                id: number;
                name: string;
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `webhook.deleted` carries. */
        "Event.webhook.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.deleted";
            data: {
                id: number;
                name: string;
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `webhook.failed` carries. */
        "Event.webhook.failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.failed";
            data: {
                id: number;
                name: string;
                changed?: string[];
                /** @enum {string} */
                reason: "attempts" | "gap";
                event_id: number | null;
                error: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `webhook.disabled` carries. */
        "Event.webhook.disabled": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "webhook.disabled";
            data: {
                id: number;
                name: string;
                changed?: string[];
                error: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `backup.started` carries. */
        "Event.backup.started": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "backup.started";
            data: {
                id: number;
                trigger: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `backup.completed` carries. */
        "Event.backup.completed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "backup.completed";
            data: {
                id: number;
                trigger: string;
                bytes: number;
                rows: number;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `backup.failed` carries. */
        "Event.backup.failed": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "backup.failed";
            data: {
                id: number;
                trigger: string;
                error: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `message.sent` carries. */
        "Event.message.sent": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "message.sent";
            data: {
                message: {
                    id: number;
                    conversation_id: string;
                    from_agent: string;
                    to_agent: string | null;
                    message_type: string;
                } & {
                    [key: string]: unknown;
                };
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `alert.created` carries. */
        "Event.alert.created": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.created";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `alert.updated` carries. */
        "Event.alert.updated": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.updated";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `alert.deleted` carries. */
        "Event.alert.deleted": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.deleted";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `alert.fired` carries. */
        "Event.alert.fired": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.fired";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
                reason: string;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `alert.cleared` carries. */
        "Event.alert.cleared": {
            id: number;
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "alert.cleared";
            data: {
                rule: {
                    id: number;
                    name: string;
                } & {
                    [key: string]: unknown;
                };
                changed?: string[];
            } & {
                [key: string]: unknown;
            };
        };
        /** @description Something that is told once, and never replayed. */
        EphemeralEvent: components["schemas"]["Event.run.output"] | components["schemas"]["Event.notification.changed"];
        /** @description What `run.output` carries. It has no id. */
        "Event.run.output": {
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "run.output";
            data: {
                run_id: number;
                length: number;
            } & {
                [key: string]: unknown;
            };
        };
        /** @description What `notification.changed` carries. It has no id. */
        "Event.notification.changed": {
            version: number;
            actor: {
                name: string;
                kind: string;
            };
            project_id: number | null;
            task_id: number | null;
            agent: string | null;
            run_id: number | null;
            timestamp: number;
            /** @constant */
            type: "notification.changed";
            data: {
                user_id: number | null;
            } & {
                [key: string]: unknown;
            };
        };
        StreamNotice: {
            /** @enum {string} */
            type: "connected" | "reset" | "closed";
            id?: number;
            data: unknown;
            timestamp: number;
        };
        /** @description Sent every 15 seconds to readers with `ticks=true`. */
        StreamTick: {
            /** @constant */
            type: "tick";
            id: number;
            build: string;
            user: number | null;
            timestamp: number;
        };
        /** @description A project. `tasks` counts its tasks, where asked for. `task_count` and `assigned_agents` are absent in events. */
        Project: {
            id: number;
            etag: string;
            name: string;
            slug: string;
            ticket_prefix: string;
            description: string | null;
            /** @enum {string} */
            review_policy: "required" | "always" | "never";
            auto_triage: boolean;
            is_default: boolean;
            budget_usd: number | null;
            daily_budget_usd: number | null;
            github_repo: string | null;
            deadline: number | null;
            color: string | null;
            /** @enum {string} */
            status: "active" | "archived";
            /** @constant */
            workspace_id: 1;
            archived_at: number | null;
            created_at: number;
            updated_at: number;
            tasks?: {
                open: number;
                total: number;
            };
            task_count?: number;
            assigned_agents?: string[];
        };
        /** @description An API key, without the key itself. `project` is its ticket prefix. */
        Key: {
            id: number;
            name: string;
            kind: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            key_prefix: string;
            agent: string | null;
            project_id: number | null;
            project: string | null;
            created_by: string;
            expires_at: number | null;
            revoked_at: number | null;
            last_used_at: number | null;
            created_at: number;
        };
        /** @description A verdict with the task it was given on. */
        PastVerdict: {
            id: number;
            task_id: number;
            reviewer: string;
            reviewer_kind: string;
            /** @enum {string} */
            status: "approved" | "rejected";
            notes: string;
            cycle: number;
            resolution_hash: string | null;
            applied: boolean;
            override_reason: string | null;
            run_id: number | null;
            created_at: number;
            /** @constant */
            workspace_id: 1;
            task: {
                id: number;
                ticket_ref: string;
                title: string;
                /** @enum {string} */
                status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                assigned_to: string | null;
                project_id: number;
                resolution_hash: string | null;
            };
        };
        /** @description A task in review with its earlier verdicts, newest first, and the review that is under way. */
        WaitingReview: {
            task: components["schemas"]["Task"];
            reviews: components["schemas"]["Review"][];
            run: components["schemas"]["Run"] | null;
        };
        /** @description A task. Times are Unix seconds. */
        Task: {
            id: number;
            ticket_ref: string;
            /** Format: date-time */
            etag: string;
            title: string;
            description: string | null;
            acceptance_criteria: string | null;
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            /** @enum {string} */
            priority: "critical" | "high" | "medium" | "low";
            /** @enum {string} */
            type: "bug" | "feature" | "task" | "epic" | "chore";
            /** @enum {string} */
            kind: "work" | "group" | "approval" | "wait";
            work_type: string | null;
            labels: string[];
            tags: string[];
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            origin: "browser" | "api" | "ticket" | "work" | "workflow" | "schedule" | "trigger";
            created_by: string;
            assigned_to: string | null;
            claimed_by: string | null;
            claimed_at: number | null;
            lease_expires_at: number | null;
            run_id: number | null;
            parent_id: number | null;
            root_id: number;
            /** @enum {string} */
            exec_mode: "par" | "seq";
            exec_order: number | null;
            /** @enum {string} */
            on_failure: "block" | "continue";
            ready: boolean;
            claimable: boolean;
            waiting_on: components["schemas"]["Waiting"][];
            blocked_reason: string | null;
            progress: {
                done: number;
                total: number;
            };
            review_required: boolean;
            review_cycles: number;
            dispatch_attempts: number;
            stale_requeues: number;
            next_attempt_at: number | null;
            dispatch_hold: {
                /** @enum {string} */
                code: "budget_exceeded" | "configuration" | "no_model" | "unavailable" | "cancelled" | "released";
                message: string;
                since: number | null;
                next_at: number | null;
            } | null;
            scheduled_for: number | null;
            due_on: string | null;
            due_date: number | null;
            estimated_hours: number | null;
            actual_hours: number | null;
            outcome: string | null;
            error_message: string | null;
            resolution: string | null;
            feedback_rating: number | null;
            feedback_notes: string | null;
            retry_count: number;
            comment_count: number;
            follow_ups: components["schemas"]["FollowUp"][];
            completed_at: number | null;
            archived_at: number | null;
            status_changed_at: number | null;
            created_at: number;
            updated_at: number;
            project_id: number;
            project_ticket_no: number;
            project_name: string;
            project_prefix: string;
            /** @constant */
            workspace_id: 1;
            github_issue_number: null;
            github_repo: null;
            github_synced_at: null;
            github_branch: null;
            github_pr_number: null;
            github_pr_state: null;
        };
        /** @description Why a task is not ready. */
        Waiting: {
            /** @enum {string} */
            reason: "blocker" | "earlier_step" | "scheduled" | "ancestor";
            ticket_ref: string | null;
            message: string;
        };
        /** @description A task that is created when another is done. */
        FollowUp: {
            title: string;
            description?: string | null;
            acceptance_criteria?: string | null;
            /** @enum {string} */
            priority?: "critical" | "high" | "medium" | "low";
            /** @enum {string} */
            type?: "bug" | "feature" | "task" | "epic" | "chore";
            work_type?: string | null;
            labels?: string[];
            assigned_to?: string | null;
            review_required?: boolean;
            created?: boolean;
            follow_ups?: components["schemas"]["FollowUp"][];
        };
        /** @description A part of what a run says, to be appended in order. */
        RunChunk: {
            seq: number;
            kind: string;
            data: string;
            created_at: number;
        };
        /** @description What an agent's runs of some days came to. */
        AgentStatistics: {
            agent: string;
            runs: number;
            open: number;
            finished: number;
            succeeded: number;
            success_rate: number | null;
            average_ms: number | null;
            tokens_in: number;
            tokens_out: number;
            cost_usd: number | null;
            cost_unknown: number;
        };
        /** @description A runtime: how it is set up, without its key, and how it does. */
        Runtime: {
            /** @enum {string} */
            name: "openclaw" | "anthropic" | "openai";
            configured: boolean;
            reason: string | null;
            base_url: string;
            /** @enum {string} */
            base_url_source: "setting" | "environment" | "default";
            api_key_set: boolean;
            api_key_source: ("setting" | "environment") | null;
            api_key_hint: string | null;
            options: {
                /** @enum {string} */
                mode: "auto" | "websocket" | "http";
            };
            capabilities: {
                [key: string]: boolean;
            };
            health: {
                ok: boolean;
                reason: string | null;
                cause: ("configuration" | "outage") | null;
                retry_at: number | null;
            };
            agents: number;
            waiting: number;
        };
        /** @description The models of the tiers: for all runtimes, and for each. */
        Tiers: {
            complex: string | null;
            routine: string | null;
            default: string | null;
            stored: {
                complex?: string | null;
                routine?: string | null;
                default?: string | null;
                anthropic?: {
                    complex?: string | null;
                    routine?: string | null;
                    default?: string | null;
                };
                openai?: {
                    complex?: string | null;
                    routine?: string | null;
                    default?: string | null;
                };
                openclaw?: {
                    complex?: string | null;
                    routine?: string | null;
                    default?: string | null;
                };
                worker?: {
                    complex?: string | null;
                    routine?: string | null;
                    default?: string | null;
                };
            };
            by_runtime: {
                anthropic: {
                    complex: string | null;
                    routine: string | null;
                    default: string | null;
                };
                openai: {
                    complex: string | null;
                    routine: string | null;
                    default: string | null;
                };
                openclaw: {
                    complex: string | null;
                    routine: string | null;
                    default: string | null;
                };
            };
            fallback: {
                complex: string | null;
                routine: string | null;
                default: string | null;
                by_runtime: {
                    anthropic: {
                        complex: string | null;
                        routine: string | null;
                        default: string | null;
                    };
                    openai: {
                        complex: string | null;
                        routine: string | null;
                        default: string | null;
                    };
                    openclaw: {
                        complex: string | null;
                        routine: string | null;
                        default: string | null;
                    };
                };
            };
        };
        /** @description A task with the tasks it builds on and led to. */
        TaskDetail: {
            id: number;
            ticket_ref: string;
            /** Format: date-time */
            etag: string;
            title: string;
            description: string | null;
            acceptance_criteria: string | null;
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            /** @enum {string} */
            priority: "critical" | "high" | "medium" | "low";
            /** @enum {string} */
            type: "bug" | "feature" | "task" | "epic" | "chore";
            /** @enum {string} */
            kind: "work" | "group" | "approval" | "wait";
            work_type: string | null;
            labels: string[];
            tags: string[];
            metadata: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            origin: "browser" | "api" | "ticket" | "work" | "workflow" | "schedule" | "trigger";
            created_by: string;
            assigned_to: string | null;
            claimed_by: string | null;
            claimed_at: number | null;
            lease_expires_at: number | null;
            run_id: number | null;
            parent_id: number | null;
            root_id: number;
            /** @enum {string} */
            exec_mode: "par" | "seq";
            exec_order: number | null;
            /** @enum {string} */
            on_failure: "block" | "continue";
            ready: boolean;
            claimable: boolean;
            waiting_on: components["schemas"]["Waiting"][];
            blocked_reason: string | null;
            progress: {
                done: number;
                total: number;
            };
            review_required: boolean;
            review_cycles: number;
            dispatch_attempts: number;
            stale_requeues: number;
            next_attempt_at: number | null;
            dispatch_hold: {
                /** @enum {string} */
                code: "budget_exceeded" | "configuration" | "no_model" | "unavailable" | "cancelled" | "released";
                message: string;
                since: number | null;
                next_at: number | null;
            } | null;
            scheduled_for: number | null;
            due_on: string | null;
            due_date: number | null;
            estimated_hours: number | null;
            actual_hours: number | null;
            outcome: string | null;
            error_message: string | null;
            resolution: string | null;
            feedback_rating: number | null;
            feedback_notes: string | null;
            retry_count: number;
            comment_count: number;
            follow_ups: components["schemas"]["FollowUp"][];
            completed_at: number | null;
            archived_at: number | null;
            status_changed_at: number | null;
            created_at: number;
            updated_at: number;
            project_id: number;
            project_ticket_no: number;
            project_name: string;
            project_prefix: string;
            /** @constant */
            workspace_id: 1;
            github_issue_number: null;
            github_repo: null;
            github_synced_at: null;
            github_branch: null;
            github_pr_number: null;
            github_pr_state: null;
            predecessors: components["schemas"]["TaskHandoff"][];
            follow_ups_created: components["schemas"]["TaskHandoff"][];
        };
        /** @description A task that hands on to another, or takes over. */
        TaskHandoff: {
            id: number;
            ticket_ref: string;
            title: string;
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            agent: string | null;
        };
        /** @description An earlier rejection of the work; lists of them are oldest first. */
        Feedback: {
            reviewer: string;
            notes: string;
            cycle: number;
            created_at: number;
        };
        /** @description A link between two tasks of one project. */
        TaskLink: {
            id: number;
            /** @enum {string} */
            type: "blocks" | "relates" | "duplicates";
            from: {
                id: number;
                ticket_ref: string;
                title: string;
                /** @enum {string} */
                status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            };
            to: {
                id: number;
                ticket_ref: string;
                title: string;
                /** @enum {string} */
                status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            };
        };
        /** @description A task of a chain of hand-overs. `distance` counts them: -1 directly before, 0 the task itself, 1 directly after. `resolution` is cut to 4,000 characters, and left out where it was changed after its approval. */
        ThreadTask: {
            id: number;
            ticket_ref: string;
            title: string;
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            agent: string | null;
            distance: number;
            changed_after_approval: boolean;
            resolution: string | null;
            resolution_length: number;
        };
        /** @description Why a task does not go on. Times are Unix seconds. */
        HeldUpReason: {
            /** @enum {string} */
            code: "archived" | "done" | "cancelled" | "failed" | "review" | "blocked" | "in_progress" | "blocker" | "earlier_step" | "ancestor" | "scheduled" | "group" | "dispatch_hold" | "retry" | "unknown_agent" | "offline" | "at_capacity" | "not_claimable" | "pool" | "next_poll";
            message: string;
            ticket_ref: string | null;
            since: number | null;
            until: number | null;
        };
        /** @description Who signs in or calls, as existing clients read it. */
        Account: {
            id: number;
            username: string;
            display_name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            email: string | null;
            /** @constant */
            provider: "local";
            /** @constant */
            workspace_id: 1;
            /** @constant */
            tenant_id: 1;
        };
        /** @description What a list shows of the task above one of its own: the orders of its unarchived steps, and its ancestors from the topmost down. */
        TaskParent: {
            id: number;
            ticket_ref: string;
            title: string;
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
            orders: number[];
            ancestors: {
                id: number;
                ticket_ref: string;
                title: string;
            }[];
        };
        /** @description Something that needs this person, by subject. */
        NotificationCard: {
            id: number;
            subject: string;
            kind: string;
            /** @enum {string} */
            severity: "error" | "warning" | "info";
            title: string;
            text: string;
            project_id: number | null;
            task_id: number | null;
            ticket_ref: string | null;
            priority: string | null;
            href: string;
            asks: {
                kind: string;
                /** @enum {string} */
                severity: "error" | "warning" | "info";
                text: string;
                mine: boolean;
                since: number;
            }[];
            version: number;
            /** @enum {string} */
            state: "open" | "closed";
            seen: boolean;
            opened_at: number;
            changed_at: number;
            closed_at: number | null;
            outcome: string | null;
        };
        /** @description Where a person is told. */
        NotificationChannel: {
            id: number;
            /** @enum {string} */
            kind: "email" | "slack" | "telegram" | "push";
            name: string;
            shown: {
                [key: string]: string;
            };
            enabled: boolean;
            /** @enum {string} */
            health: "new" | "unconfirmed" | "healthy" | "failing" | "disabled" | "off";
            failing_since: number | null;
            consecutive_failures: number;
            next_attempt_at: number | null;
            last_sent_at: number | null;
            last_error: string | null;
            waiting: number;
            created_at: number;
            updated_at: number;
        };
        /** @description Something that was sent, and how it went. */
        NotificationMessage: {
            id: number;
            /** @enum {string} */
            purpose: "cards" | "test" | "confirm";
            /** @enum {string} */
            state: "sending" | "sent" | "failed";
            title: string;
            cards: number;
            attempts: {
                at: number;
                error: string | null;
                status: number | null;
                ms: number;
            }[];
            created_at: number;
            updated_at: number;
        };
        /** @description Which channels are told of a card, and when. */
        NotificationRule: {
            name: string;
            enabled: boolean;
            match: {
                kinds?: ("failed" | "blocked" | "verdict" | "mention" | "budget" | "runtime" | "schedule" | "trigger" | "webhook" | "backup" | "alert" | "agent" | "triage" | "channel")[];
                severities?: ("error" | "warning" | "info")[];
                project_ids?: number[];
                priorities?: ("critical" | "high" | "medium" | "low")[];
                labels?: string[];
                /** @constant */
                mine?: true;
            };
            channel_ids: number[] | null;
            /** @enum {string} */
            pace: "now" | "grouped" | "daily" | "weekly";
            group_minutes: number;
            digest_at: string | null;
            digest_weekday: number | null;
            through_quiet: boolean;
        };
        /** @description When a person is not told. */
        NotificationPreferences: {
            timezone: string;
            quiet_hours: {
                from: string;
                until: string;
            } | null;
            paused_until: number | null;
            is_set: boolean;
        };
        /** @description One use of tokens: a run that says what it used. */
        TokenRecord: {
            id: string;
            model: string;
            sessionId: string;
            agentName: string;
            timestamp: number;
            inputTokens: number;
            outputTokens: number;
            totalTokens: number;
            cost: number | null;
            operation: string;
            duration: number | null;
            taskId: number | null;
            runId: number;
            /** @constant */
            workspaceId: 1;
        };
        /** @description Sums over requests; an unknown cost is null. */
        TokenStats: {
            totalTokens: number;
            totalCost: number | null;
            requestCount: number;
            avgTokensPerRequest: number;
            avgCostPerRequest: number | null;
            costUnknown: number;
        };
        /** @description A person who may sign in; times are Unix seconds. */
        User: {
            id: number;
            username: string;
            display_name: string;
            email: string | null;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            disabled_at: number | null;
            last_login_at: number | null;
        };
        /** @description Creates a task when something happens. */
        Trigger: {
            id: number;
            name: string;
            project_id: number;
            /** @enum {string} */
            kind: "webhook" | "status" | "children_done" | "budget";
            preset: ("github_issue" | "github_comment" | "github_pull_request" | "github_failed_check") | null;
            url: string | null;
            secret: string | null;
            secret_readable: boolean | null;
            old_secrets: {
                secret: string;
                expires_at: number;
            }[];
            match: {
                [key: string]: unknown;
            };
            task_template: {
                title: string;
            } & {
                [key: string]: unknown;
            };
            max_per_hour: number | null;
            paused: boolean;
            paused_at: number | null;
            paused_by: string | null;
            pause_note: string | null;
            counts: {
                created: number;
                skipped: number;
                ignored: number;
                failed: number;
            };
            refused: {
                signature: number;
                timestamp: number;
                content: number;
                conflict: number;
                rate: number;
            };
            last_refused_at: number | null;
            last_refusal: string | null;
            last_delivery_at: number | null;
            last_error: string | null;
            created_by: string;
            created_at: number;
            updated_at: number;
            etag: string;
        };
        /** @description What fired a trigger, and what came of it. */
        TriggerDelivery: {
            id: number;
            trigger_id: number;
            message_id: string;
            type: string;
            signed_by: ("standard" | "github") | null;
            /** @enum {string} */
            answer: "accepted" | "skipped" | "ignored";
            /** @enum {string} */
            outcome: "received" | "created" | "skipped" | "ignored" | "failed";
            reason: string | null;
            missing: string[];
            depth: number;
            task_id: number | null;
            ticket_ref: string | null;
            created_at: number;
            settled_at: number | null;
        };
        /** @description A delivery with what was sent. */
        TriggerDeliveryDetail: {
            id: number;
            trigger_id: number;
            message_id: string;
            type: string;
            signed_by: ("standard" | "github") | null;
            /** @enum {string} */
            answer: "accepted" | "skipped" | "ignored";
            /** @enum {string} */
            outcome: "received" | "created" | "skipped" | "ignored" | "failed";
            reason: string | null;
            missing: string[];
            depth: number;
            task_id: number | null;
            ticket_ref: string | null;
            created_at: number;
            settled_at: number | null;
            payload: {
                [key: string]: unknown;
            } | null;
        };
        /** @description An address that events are sent to. */
        Webhook: {
            id: number;
            name: string;
            url: string;
            secret: string;
            old_secrets: {
                secret: string;
                expires_at: number;
            }[];
            events: string[];
            project_id: number | null;
            enabled: boolean;
            /** @enum {string} */
            health: "idle" | "healthy" | "failing" | "disabled" | "off";
            failing_since: number | null;
            consecutive_failures: number;
            next_attempt_at: number | null;
            last_fired_at: number | null;
            last_status: number | null;
            last_error: string | null;
            total_deliveries: number;
            successful_deliveries: number;
            failed_deliveries: number;
            circuit_open: boolean;
            /** @constant */
            workspace_id: 1;
            created_by: string;
            created_at: number;
            updated_at: number;
        };
        /** @description A message with its payload and attempts. */
        WebhookDeliveryDetail: {
            id: number;
            webhook_id: number;
            event_id: number | null;
            event_type: string;
            message_id: string;
            /** @enum {string} */
            state: "queued" | "retrying" | "delivered" | "failed";
            status_code: number | null;
            error: string | null;
            duration_ms: number | null;
            attempt_count: number;
            created_at: number;
            updated_at: number;
            attempts: {
                at: number;
                status: number | null;
                error: string | null;
                response: string | null;
                ms: number;
            }[];
            payload: {
                [key: string]: unknown;
            } | null;
        };
        /** @description A message to a webhook, and how it went. */
        WebhookDelivery: {
            id: number;
            webhook_id: number;
            event_id: number | null;
            event_type: string;
            message_id: string;
            /** @enum {string} */
            state: "queued" | "retrying" | "delivered" | "failed";
            status_code: number | null;
            error: string | null;
            duration_ms: number | null;
            attempt_count: number;
            created_at: number;
            updated_at: number;
        };
        /** @description A process that works under an agent's name. Without a program it only gave its name and takes no orders. */
        Worker: {
            id: number;
            agent: string;
            host: string;
            pid: number | null;
            version: string | null;
            program: string | null;
            concurrency: number | null;
            work_type: string | null;
            /** @enum {string} */
            state: "working" | "waiting" | "blocked" | "paused" | "draining" | "stopping" | "stopped" | "lost";
            condition: string | null;
            /** @enum {string} */
            wanted: "run" | "pause" | "drain" | "stop";
            wanted_note: string | null;
            wanted_by: string | null;
            wanted_at: number | null;
            wanted_until: number | null;
            free_disk_bytes: number | null;
            holds: {
                run_id: number;
                task_id: number | null;
                ticket_ref: string | null;
                title: string | null;
                since: number;
            }[];
            first_seen_at: number;
            last_seen_at: number;
            stopped_at: number | null;
        };
    };
    responses: never;
    parameters: {
        /** @description The same key is carried out once; a repeat gets the first answer. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "activities.list": {
        parameters: {
            query?: {
                types?: string | string[];
                project_id?: string;
                task_id?: string;
                type?: string | string[];
                task?: string;
                agent?: string;
                actor?: string;
                entity_type?: string;
                since?: string;
                until?: string;
                limit?: string;
                before?: string;
                offset?: string;
                around?: string;
                stats?: string;
                hours?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activities: (components["schemas"]["Activity.task.created"] | components["schemas"]["Activity.task.updated"] | components["schemas"]["Activity.task.status_changed"] | components["schemas"]["Activity.task.claimed"] | components["schemas"]["Activity.task.completed"] | components["schemas"]["Activity.task.escalated"] | components["schemas"]["Activity.task.deleted"] | components["schemas"]["Activity.task.commented"] | components["schemas"]["Activity.task.linked"] | components["schemas"]["Activity.review.recorded"] | components["schemas"]["Activity.run.started"] | components["schemas"]["Activity.run.updated"] | components["schemas"]["Activity.run.completed"] | components["schemas"]["Activity.agent.created"] | components["schemas"]["Activity.agent.updated"] | components["schemas"]["Activity.agent.deleted"] | components["schemas"]["Activity.agent.status_changed"] | components["schemas"]["Activity.worker.updated"] | components["schemas"]["Activity.project.created"] | components["schemas"]["Activity.project.updated"] | components["schemas"]["Activity.project.deleted"] | components["schemas"]["Activity.schedule.created"] | components["schemas"]["Activity.schedule.updated"] | components["schemas"]["Activity.schedule.deleted"] | components["schemas"]["Activity.schedule.fired"] | components["schemas"]["Activity.schedule.skipped"] | components["schemas"]["Activity.trigger.created"] | components["schemas"]["Activity.trigger.updated"] | components["schemas"]["Activity.trigger.deleted"] | components["schemas"]["Activity.trigger.fired"] | components["schemas"]["Activity.trigger.failed"] | components["schemas"]["Activity.trigger.limited"] | components["schemas"]["Activity.runtime.updated"] | components["schemas"]["Activity.settings.updated"] | components["schemas"]["Activity.auth.key_created"] | components["schemas"]["Activity.auth.key_revoked"] | components["schemas"]["Activity.auth.signed_in"] | components["schemas"]["Activity.auth.sign_in_failed"] | components["schemas"]["Activity.auth.user_created"] | components["schemas"]["Activity.auth.user_updated"] | components["schemas"]["Activity.webhook.created"] | components["schemas"]["Activity.webhook.updated"] | components["schemas"]["Activity.webhook.deleted"] | components["schemas"]["Activity.webhook.failed"] | components["schemas"]["Activity.webhook.disabled"] | components["schemas"]["Activity.backup.started"] | components["schemas"]["Activity.backup.completed"] | components["schemas"]["Activity.backup.failed"] | components["schemas"]["Activity.message.sent"] | components["schemas"]["Activity.alert.created"] | components["schemas"]["Activity.alert.updated"] | components["schemas"]["Activity.alert.deleted"] | components["schemas"]["Activity.alert.fired"] | components["schemas"]["Activity.alert.cleared"])[];
                        has_more: boolean;
                        hasMore: boolean;
                        total: number;
                        next_before: number | null;
                    } | components["schemas"]["ActivityStats"];
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "activities.export": {
        parameters: {
            query?: {
                types?: string | string[];
                project_id?: string;
                task_id?: string;
                type?: string | string[];
                task?: string;
                agent?: string;
                actor?: string;
                entity_type?: string;
                since?: string;
                until?: string;
                before?: string;
                format?: "jsonl" | "csv";
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.wake": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    message?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        session_key: string | null;
                        stdout: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.comms": {
        parameters: {
            query?: {
                agent?: string;
                since?: string;
                limit?: string;
                offset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages: components["schemas"]["Message"][];
                        total: number;
                        graph: {
                            edges: {
                                from_agent: string;
                                to_agent: string;
                                message_count: number;
                                last_message_at: number;
                            }[];
                            agentStats: {
                                agent: string;
                                sent: number;
                                received: number;
                            }[];
                        };
                        source: {
                            /** @enum {string} */
                            mode: "live" | "empty";
                            /** @constant */
                            seededCount: 0;
                            liveCount: number;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.message": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: string;
                    message: string;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    from?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    sessionKey?: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "alerts.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: components["schemas"]["AlertRule"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "alerts.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: number;
                    name?: string;
                    description?: string | null;
                    enabled?: boolean | 0 | 1;
                    /** @enum {string} */
                    entity_type?: "agent" | "task" | "session" | "activity";
                    condition_field?: string;
                    /** @enum {string} */
                    condition_operator?: "equals" | "not_equals" | "greater_than" | "less_than" | "contains" | "count_above" | "count_below" | "age_minutes_above";
                    condition_value?: string | number | boolean;
                    /** @enum {string} */
                    action_type?: "notification" | "webhook";
                    action_config?: {
                        [key: string]: unknown;
                    };
                    cooldown_minutes?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rule: components["schemas"]["AlertRule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "alerts.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    /** @enum {string} */
                    entity_type?: "agent" | "task" | "session" | "activity";
                    condition_field?: string;
                    /** @enum {string} */
                    condition_operator?: "equals" | "not_equals" | "greater_than" | "less_than" | "contains" | "count_above" | "count_below" | "age_minutes_above";
                    condition_value?: string | number | boolean;
                    /**
                     * @default notification
                     * @enum {string}
                     */
                    action_type?: "notification" | "webhook";
                    /** @default {} */
                    action_config?: {
                        [key: string]: unknown;
                    };
                    /** @default 60 */
                    cooldown_minutes?: number;
                    /** @constant */
                    action?: "evaluate";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rule: components["schemas"]["AlertRule"];
                    } | {
                        evaluated: number;
                        triggered: number;
                        results: {
                            rule_id: number;
                            rule_name: string;
                            triggered: boolean;
                            reason: string;
                        }[];
                    };
                };
            };
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rule: components["schemas"]["AlertRule"];
                    } | {
                        evaluated: number;
                        triggered: number;
                        results: {
                            rule_id: number;
                            rule_name: string;
                            triggered: boolean;
                            reason: string;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "alerts.delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        deleted: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                limit?: string;
                offset?: string;
                since?: string;
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["AuditEntry"][];
                        total: number;
                        limit: number;
                        offset: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "messages.conversations": {
        parameters: {
            query?: {
                agent?: string;
                limit?: string;
                offset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        conversations: {
                            conversation_id: string;
                            last_message_at: number;
                            message_count: number;
                            participant_count: number;
                            unread_count: number;
                            last_message: components["schemas"]["Message"];
                        }[];
                        total: number;
                        page: number;
                        limit: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "messages.list": {
        parameters: {
            query?: {
                conversation_id?: string;
                from_agent?: string;
                to_agent?: string;
                since?: string;
                limit?: string;
                offset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages: components["schemas"]["Message"][];
                        total: number;
                        page: number;
                        limit: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "messages.send": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    content: string;
                    to?: string | null;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    from?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    sessionKey?: unknown;
                    conversation_id?: string;
                    message_type?: string;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                    /** @default false */
                    forward?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        message: components["schemas"]["Message"];
                        forward?: {
                            attempted: boolean;
                            delivered: boolean;
                            reason?: string;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "docs.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                        info: {
                            title: string;
                            version: string;
                        } & {
                            [key: string]: unknown;
                        };
                        paths: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "export.read": {
        parameters: {
            query: {
                type: "tasks" | "activities" | "audit" | "pipelines";
                format?: "json" | "csv";
                since?: string;
                until?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "tasks" | "activities" | "audit";
                        data: {
                            [key: string]: unknown;
                        }[];
                        count: number;
                    };
                    "text/csv": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "index.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        total_endpoints: number;
                        endpoints: {
                            path: string;
                            methods: string[];
                            tag: string;
                            description: string;
                            auth: string;
                        }[];
                        event_stream: {
                            path: string;
                            /** @constant */
                            protocol: "SSE";
                            description: string;
                        };
                        docs: {
                            openapi: string;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_notifications.list": {
        parameters: {
            query: {
                recipient: string;
                unread_only?: "0" | "1" | "true" | "false";
                type?: string;
                limit?: string;
                offset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notifications: components["schemas"]["ClientNotification"][];
                        total: number;
                        page: number;
                        limit: number;
                        unreadCount: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_notifications.mark_read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: number[];
                    recipient?: string;
                    markAllRead?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        markedAsRead: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_notifications.mark_delivered": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    action: "mark-delivered";
                    agent: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        delivered: number;
                        notifications: components["schemas"]["ClientNotification"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_notifications.remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: number[];
                    recipient?: string;
                    olderThan?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        deleted: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_notifications.delivery": {
        parameters: {
            query?: {
                agent?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        statistics: {
                            total: number;
                            delivered: number;
                            undelivered: number;
                            delivery_rate: number;
                        };
                        agents_with_pending: {
                            recipient: string;
                            session_key: string | null;
                            pending_count: number;
                        }[];
                        recent_deliveries: {
                            recipient: string;
                            type: string;
                            title: string;
                            delivered_at: number;
                            created_at: number;
                        }[];
                        agent_filter: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_notifications.deliver": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    agent_filter?: string | null;
                    /** @default 50 */
                    limit?: number;
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "success";
                        message: string;
                        total_processed: number;
                        delivered: number;
                        errors: number;
                        dry_run: boolean;
                        delivery_results: {
                            notification_id: number;
                            recipient: string;
                            session_key: string | null;
                            /** @enum {string} */
                            status: "delivered" | "dry_run";
                            delivered_at: number | null;
                            message: string;
                        }[];
                        error_details: {
                            notification_id: number;
                            recipient: string;
                            error: string;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "search.everything": {
        parameters: {
            query: {
                q: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        query: string;
                        count: number;
                        results: components["schemas"]["SearchResult"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "spawn.history": {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        history: {
                            id: string;
                            timestamp: number;
                            model: string | null;
                            task: string;
                            status: string;
                            agent: string | null;
                            ticket_ref: string;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "spawn.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    task: string;
                    label?: string;
                    model?: string | null;
                    /** @default 300 */
                    timeoutSeconds?: number;
                    agent?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        spawnId: string;
                        sessionInfo: null;
                        task: string;
                        model: string | null;
                        label: string | null;
                        timeoutSeconds: number;
                        createdAt: number;
                        task_id: number;
                        ticket_ref: string;
                        agent: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "status.read": {
        parameters: {
            query?: {
                action?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusProbe"] | components["schemas"]["StatusDashboard"] | components["schemas"]["StatusOverview"];
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_runs.list": {
        parameters: {
            query?: {
                agent_id?: string;
                status?: "pending" | "running" | "completed" | "failed" | "cancelled" | "timeout";
                limit?: string;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runs: components["schemas"]["ClientRun"][];
                        total: number;
                        next_before: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_runs.report": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    agent_id: string;
                    agent_name?: string | null;
                    /** @enum {string} */
                    status: "pending" | "running" | "completed" | "failed" | "cancelled" | "timeout";
                    /** Format: date-time */
                    started_at: string;
                    ended_at?: string | null;
                    duration_ms?: number | null;
                    model?: string | null;
                    provider?: string | null;
                    runtime?: string | null;
                    runtime_version?: string | null;
                    trigger?: ("manual" | "cron" | "webhook" | "agent" | "pipeline" | "queue") | null;
                    parent_run_id?: string | null;
                    task_id?: (number | string) | null;
                    outcome?: string | null;
                    /** @default [] */
                    steps?: {
                        [key: string]: unknown;
                    }[];
                    tools_available?: string[];
                    cost?: {
                        input_tokens?: number | null;
                        output_tokens?: number | null;
                        cache_read_tokens?: number | null;
                        cache_write_tokens?: number | null;
                        cost_usd?: number | null;
                        model?: string | null;
                    };
                    error?: string | null;
                    git_branch?: string | null;
                    git_commit?: string | null;
                    tags?: string[];
                    /** @default {} */
                    metadata?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        run_hash: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "client_runs.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: components["schemas"]["ClientRun"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.broadcast": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    message: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sent: number;
                        skipped: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.list": {
        parameters: {
            query?: {
                status?: string | string[];
                role?: string | string[];
                runtime?: string | string[];
                show_hidden?: "0" | "1" | "true" | "false";
                q?: string;
                limit?: string;
                offset?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agents: components["schemas"]["AgentWithStats"][];
                        total: number;
                        page: number;
                        limit: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.update_named": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status?: "online" | "busy" | "idle" | "offline" | "error";
                    last_activity?: string | null;
                    config?: {
                        [key: string]: unknown;
                    } | null;
                    gateway_config?: {
                        [key: string]: unknown;
                    } | null;
                    /** @enum {string} */
                    runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                    max_capacity?: number;
                    capabilities?: string[] | null;
                    hidden?: boolean | 0 | 1;
                    session_key?: string | null;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    soul_content?: string | null;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    provision_openclaw_workspace?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    runtime_type?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    write_to_gateway?: unknown;
                    role?: string;
                    add_capabilities?: string[];
                    remove_capabilities?: string[];
                    id?: number;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        agent: components["schemas"]["Agent"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status?: "online" | "busy" | "idle" | "offline" | "error";
                    last_activity?: string | null;
                    config?: {
                        [key: string]: unknown;
                    } | null;
                    gateway_config?: {
                        [key: string]: unknown;
                    } | null;
                    /** @enum {string} */
                    runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                    max_capacity?: number;
                    capabilities?: string[] | null;
                    hidden?: boolean | 0 | 1;
                    session_key?: string | null;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    soul_content?: string | null;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    provision_openclaw_workspace?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    runtime_type?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    write_to_gateway?: unknown;
                    name: string;
                    role?: string;
                    template?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: components["schemas"]["AgentWithStats"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: components["schemas"]["Agent"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status?: "online" | "busy" | "idle" | "offline" | "error";
                    last_activity?: string | null;
                    config?: {
                        [key: string]: unknown;
                    } | null;
                    gateway_config?: {
                        [key: string]: unknown;
                    } | null;
                    /** @enum {string} */
                    runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                    max_capacity?: number;
                    capabilities?: string[] | null;
                    hidden?: boolean | 0 | 1;
                    session_key?: string | null;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    soul_content?: string | null;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    provision_openclaw_workspace?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    runtime_type?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    write_to_gateway?: unknown;
                    role?: string;
                    add_capabilities?: string[];
                    remove_capabilities?: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        agent: components["schemas"]["Agent"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    remove_workspace?: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        deleted: string;
                        /** @constant */
                        remove_workspace: false;
                        released: string[];
                        still_assigned: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status?: "online" | "busy" | "idle" | "offline" | "error";
                    last_activity?: string | null;
                    config?: {
                        [key: string]: unknown;
                    } | null;
                    gateway_config?: {
                        [key: string]: unknown;
                    } | null;
                    /** @enum {string} */
                    runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                    max_capacity?: number;
                    capabilities?: string[] | null;
                    hidden?: boolean | 0 | 1;
                    session_key?: string | null;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    soul_content?: string | null;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    openclaw_workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    provision_openclaw_workspace?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    runtime_type?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_path?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    write_to_gateway?: unknown;
                    role?: string;
                    add_capabilities?: string[];
                    remove_capabilities?: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        agent: components["schemas"]["Agent"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.day": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        slices: components["schemas"]["DaySlice"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.check_work": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "HEARTBEAT_OK";
                        agent: string;
                        checked_at: number;
                        token_recorded?: boolean;
                        runs?: {
                            renewed: number[];
                            lost: number[];
                        };
                        message: string;
                    } | {
                        /** @constant */
                        status: "WORK_ITEMS_FOUND";
                        agent: string;
                        checked_at: number;
                        token_recorded?: boolean;
                        runs?: {
                            renewed: number[];
                            lost: number[];
                        };
                        work_items: ({
                            /** @constant */
                            type: "assigned_tasks";
                            count: number;
                            items: {
                                id: number;
                                ticket_ref: string;
                                title: string;
                                /** @enum {string} */
                                status: "in_progress" | "assigned" | "inbox";
                                /** @enum {string} */
                                priority: "critical" | "high" | "medium" | "low";
                                due_date: number | null;
                                work_type: string | null;
                                project_id: number;
                                run_id: number | null;
                                review_cycles: number;
                            }[];
                        } | {
                            /** @constant */
                            type: "messages";
                            count: number;
                            items: {
                                id: number;
                                conversation_id: string;
                                from_agent: string;
                                content: string;
                                message_type: string;
                                created_at: number;
                            }[];
                        } | {
                            /** @constant */
                            type: "mentions";
                            count: number;
                            items: {
                                id: number;
                                task_id: number;
                                ticket_ref: string;
                                title: string;
                                author: string;
                                content: string;
                                created_at: number;
                            }[];
                        } | {
                            /** @constant */
                            type: "feedback";
                            count: number;
                            items: {
                                id: number;
                                ticket_ref: string;
                                title: string;
                                reviewer: string;
                                notes: string;
                                cycle: number;
                                created_at: number;
                            }[];
                        })[];
                        total_items: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.heartbeat": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status?: "online" | "busy" | "idle" | "offline" | "error";
                    last_activity?: string | null;
                    run_id?: number;
                    run_ids?: number[];
                    worker?: {
                        host: string;
                        pid?: number;
                        version?: string;
                    };
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    connection_id?: unknown;
                    token_usage?: {
                        model: string;
                        inputTokens: number;
                        outputTokens: number;
                        taskId?: (number | string) | null;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "HEARTBEAT_OK";
                        agent: string;
                        checked_at: number;
                        token_recorded?: boolean;
                        runs?: {
                            renewed: number[];
                            lost: number[];
                        };
                        message: string;
                    } | {
                        /** @constant */
                        status: "WORK_ITEMS_FOUND";
                        agent: string;
                        checked_at: number;
                        token_recorded?: boolean;
                        runs?: {
                            renewed: number[];
                            lost: number[];
                        };
                        work_items: ({
                            /** @constant */
                            type: "assigned_tasks";
                            count: number;
                            items: {
                                id: number;
                                ticket_ref: string;
                                title: string;
                                /** @enum {string} */
                                status: "in_progress" | "assigned" | "inbox";
                                /** @enum {string} */
                                priority: "critical" | "high" | "medium" | "low";
                                due_date: number | null;
                                work_type: string | null;
                                project_id: number;
                                run_id: number | null;
                                review_cycles: number;
                            }[];
                        } | {
                            /** @constant */
                            type: "messages";
                            count: number;
                            items: {
                                id: number;
                                conversation_id: string;
                                from_agent: string;
                                content: string;
                                message_type: string;
                                created_at: number;
                            }[];
                        } | {
                            /** @constant */
                            type: "mentions";
                            count: number;
                            items: {
                                id: number;
                                task_id: number;
                                ticket_ref: string;
                                title: string;
                                author: string;
                                content: string;
                                created_at: number;
                            }[];
                        } | {
                            /** @constant */
                            type: "feedback";
                            count: number;
                            items: {
                                id: number;
                                ticket_ref: string;
                                title: string;
                                reviewer: string;
                                notes: string;
                                cycle: number;
                                created_at: number;
                            }[];
                        })[];
                        total_items: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.keys.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: {
                            id: number;
                            name: string;
                        };
                        keys: components["schemas"]["AgentKey"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.keys.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    scopes?: ("viewer" | "operator" | "admin" | "agent:self" | "agent:diagnostics" | "agent:attribution" | "agent:heartbeat" | "agent:messages")[];
                    expires_at?: number | null;
                    expires_in_days?: number | null;
                    project_id?: number | null;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: components["schemas"]["CreatedAgentKey"];
                        api_key: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.keys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key_id: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        key_id: number;
                        revoked_at: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.memory.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: {
                            id: number;
                            name: string;
                            role: string;
                        };
                        working_memory: string;
                        updated_at: number;
                        size: number;
                        /** @enum {string} */
                        source: "database" | "none";
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.memory.write": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    working_memory: string;
                    /** @default false */
                    append?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        working_memory: string;
                        updated_at: number;
                        size: number;
                        /** @constant */
                        saved_to_workspace?: false;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.memory.clear": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        working_memory: string;
                        updated_at: number;
                        size: number;
                        /** @constant */
                        saved_to_workspace?: false;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.soul.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: {
                            id: number;
                            name: string;
                            role: string;
                        };
                        soul_content: string;
                        /** @enum {string} */
                        source: "database" | "none";
                        available_templates: string[];
                        updated_at: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.soul.set": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    soul_content?: string | null;
                    template_name?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        soul_content: string;
                        /** @constant */
                        saved_to_workspace: false;
                        updated_at: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.soul.templates": {
        parameters: {
            query?: {
                template?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        templates: {
                            name: string;
                            description: string;
                            size: number;
                        }[];
                    } | {
                        template_name: string;
                        content: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.register": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    role?: string;
                    capabilities?: string[];
                    framework?: string | null;
                    model?: string | null;
                    /** @enum {string} */
                    runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                    max_capacity?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: {
                            id: number;
                            name: string;
                            role: string;
                            /** @enum {string} */
                            status: "online" | "busy" | "idle" | "offline";
                            created_at: number;
                            /** @enum {string} */
                            runtime: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                            max_capacity: number;
                            capabilities: string[];
                        };
                        registered: boolean;
                        message: string;
                    };
                };
            };
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: {
                            id: number;
                            name: string;
                            role: string;
                            /** @enum {string} */
                            status: "online" | "busy" | "idle" | "offline";
                            created_at: number;
                            /** @enum {string} */
                            runtime: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                            max_capacity: number;
                            capabilities: string[];
                        };
                        registered: boolean;
                        message: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "attachments.add": {
        parameters: {
            query: {
                task: number | string;
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/png": unknown;
                "image/jpeg": unknown;
                "image/gif": unknown;
                "image/webp": unknown;
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attachment: {
                            id: number;
                            url: string;
                            task: string;
                            name: string;
                            /** @enum {string} */
                            type: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
                            bytes: number;
                            created_by: string;
                            created_at: number;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "attachments.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                    "image/jpeg": string;
                    "image/gif": string;
                    "image/webp": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backups.download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backups.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        settings: {
                            enabled: boolean;
                            directory: string;
                            schedule: string;
                            timezone: string;
                            keep: number;
                            description: string;
                            next_at: number | null;
                        };
                        health: {
                            /** @enum {string} */
                            state: "off" | "none" | "ok" | "failing" | "late";
                            message: string;
                        };
                        last_success: {
                            id: number;
                            /** @enum {string} */
                            trigger: "download" | "manual" | "scheduled";
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            file: string | null;
                            host: string;
                            bytes: number | null;
                            rows: number | null;
                            error: string | null;
                            created_by: string;
                            started_at: number;
                            finished_at: number | null;
                            removed_at: number | null;
                        } | null;
                        last_failure: {
                            id: number;
                            /** @enum {string} */
                            trigger: "download" | "manual" | "scheduled";
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            file: string | null;
                            host: string;
                            bytes: number | null;
                            rows: number | null;
                            error: string | null;
                            created_by: string;
                            started_at: number;
                            finished_at: number | null;
                            removed_at: number | null;
                        } | null;
                        backups: {
                            id: number;
                            /** @enum {string} */
                            trigger: "download" | "manual" | "scheduled";
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            file: string | null;
                            host: string;
                            bytes: number | null;
                            rows: number | null;
                            error: string | null;
                            created_by: string;
                            started_at: number;
                            finished_at: number | null;
                            removed_at: number | null;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backups.make": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        queued: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "backups.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    enabled?: boolean;
                    directory?: string | null;
                    schedule?: string;
                    timezone?: string;
                    keep?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        settings: {
                            enabled: boolean;
                            directory: string;
                            schedule: string;
                            timezone: string;
                            keep: number;
                            description: string;
                            next_at: number | null;
                        };
                        health: {
                            /** @enum {string} */
                            state: "off" | "none" | "ok" | "failing" | "late";
                            message: string;
                        };
                        last_success: {
                            id: number;
                            /** @enum {string} */
                            trigger: "download" | "manual" | "scheduled";
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            file: string | null;
                            host: string;
                            bytes: number | null;
                            rows: number | null;
                            error: string | null;
                            created_by: string;
                            started_at: number;
                            finished_at: number | null;
                            removed_at: number | null;
                        } | null;
                        last_failure: {
                            id: number;
                            /** @enum {string} */
                            trigger: "download" | "manual" | "scheduled";
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            file: string | null;
                            host: string;
                            bytes: number | null;
                            rows: number | null;
                            error: string | null;
                            created_by: string;
                            started_at: number;
                            finished_at: number | null;
                            removed_at: number | null;
                        } | null;
                        backups: {
                            id: number;
                            /** @enum {string} */
                            trigger: "download" | "manual" | "scheduled";
                            /** @enum {string} */
                            state: "running" | "done" | "failed";
                            file: string | null;
                            host: string;
                            bytes: number | null;
                            rows: number | null;
                            error: string | null;
                            created_by: string;
                            started_at: number;
                            finished_at: number | null;
                            removed_at: number | null;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "budgets.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        day: {
                            daily_usd: number | null;
                            spent_today_usd: number;
                            reserved_usd: number;
                        } | null;
                        agents: components["schemas"]["Budget"][];
                        projects: components["schemas"]["Budget"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "budgets.set_daily": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    daily_usd: number | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        day: {
                            daily_usd: number | null;
                            spent_today_usd: number;
                            reserved_usd: number;
                        } | null;
                        agents: components["schemas"]["Budget"][];
                        projects: components["schemas"]["Budget"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "connections.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connections: components["schemas"]["Connection"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "connections.connect": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tool_name: string;
                    tool_version?: string | null;
                    agent_name: string;
                    agent_role?: string;
                    metadata?: {
                        [key: string]: unknown;
                    } | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        connection_id: string;
                        agent_id: number;
                        agent_name: string;
                        /** @constant */
                        status: "connected";
                        sse_url: string;
                        heartbeat_url: string;
                        token_report_url: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "connections.disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    connection_id: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "disconnected";
                        connection_id: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "costs.sum": {
        parameters: {
            query: {
                group: "task" | "agent" | "project" | "day" | "model";
                days?: string;
                agent?: string | string[];
                project_id?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        group: "task" | "agent" | "project" | "day" | "model";
                        since: number;
                        groups: components["schemas"]["CostGroup"][];
                        total: {
                            runs: number;
                            tokens_in: number;
                            tokens_out: number;
                            cost_usd: number | null;
                            cost_unknown: number;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cron.read": {
        parameters: {
            query?: {
                action?: string;
                jobId?: string;
                job?: string;
                page?: string;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        jobs: components["schemas"]["CronJob"][];
                    } | {
                        entries: {
                            id: string;
                            jobId: string;
                            jobName: string;
                            runAtMs: number;
                            /** @enum {string} */
                            status: "success" | "error" | "running" | "skipped";
                            summary: string;
                            task_id: number | null;
                            ticket_ref: string | null;
                        }[];
                        total: number;
                        hasMore: boolean;
                        page: number;
                    } | {
                        logs: {
                            timestamp: number;
                            message: string;
                            level: string;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cron.write": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    schedule?: string;
                    timezone?: string;
                    task_template?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: string | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: (number | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    /** @enum {string} */
                    overlap?: "skip" | "queue_one" | "queue_all" | "allow" | "cancel_running";
                    overlap_max_age_hours?: number | null;
                    /** @enum {string} */
                    missed?: "run" | "skip";
                    missed_window_hours?: number;
                    pause_after_failures?: number | null;
                    key?: string;
                    paused?: boolean;
                    action?: string;
                    jobId?: string | number;
                    jobName?: string;
                    id?: string | number;
                    command?: string;
                    model?: string;
                    agentId?: string;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    staggerSeconds?: unknown;
                    /** @enum {string} */
                    mode?: "force" | "due";
                    note?: string | null;
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        enabled?: boolean;
                        clonedName?: string;
                        stdout?: string;
                        stderr?: string;
                        task_id?: number | null;
                        ticket_ref?: string | null;
                        job?: components["schemas"]["CronJob"];
                        schedule?: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        enabled?: boolean;
                        clonedName?: string;
                        stdout?: string;
                        stderr?: string;
                        task_id?: number | null;
                        ticket_ref?: string | null;
                        job?: components["schemas"]["CronJob"];
                        schedule?: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "cron.job": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        job: components["schemas"]["CronJob"];
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.stream": {
        parameters: {
            query?: {
                types?: string | string[];
                project_id?: string;
                task_id?: string;
                since?: string;
                ticks?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Event"] | components["schemas"]["EphemeralEvent"] | components["schemas"]["StreamNotice"] | components["schemas"]["StreamTick"];
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        retention_days: number;
                        is_set: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "events.set_retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    retention_days: number | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        retention_days: number;
                        is_set: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "exports.read": {
        parameters: {
            query?: {
                kind?: "everything" | "projects" | "agents" | "tasks" | "links" | "comments" | "runs" | "reviews" | "schedules" | "webhooks" | "costs" | "events";
                format?: "jsonl" | "csv";
                project_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok" | "degraded" | "unavailable";
                        /** @enum {string} */
                        db: "ok" | "timeout" | "error";
                        /** @enum {string} */
                        jobs: "ok" | "starting" | "restarting" | "elsewhere" | "none" | "unknown";
                        stream_lag_s: number | null;
                        stream_blocked_by?: {
                            pid: number | null;
                            database: string | null;
                            application: string | null;
                        };
                        version: string;
                        ts: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "imports.orkestra": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    step: "begin";
                    project: string;
                    name?: string;
                    numbers: number[];
                    /** @default false */
                    dry_run?: boolean;
                } | {
                    /** @constant */
                    step: "tickets";
                    project: string;
                    tickets: {
                        number: number;
                        source_id: string;
                        title: string;
                        description?: string | null;
                        /** @enum {string} */
                        status: "inbox" | "assigned" | "blocked" | "done" | "cancelled";
                        /** @enum {string} */
                        priority: "critical" | "high" | "medium" | "low";
                        /** @enum {string} */
                        type: "bug" | "feature" | "task" | "epic" | "chore";
                        labels?: string[];
                        /** @default null */
                        assigned_to?: string | null;
                        blocked_reason?: string | null;
                        /** @default null */
                        parent?: number | null;
                        /**
                         * @default par
                         * @enum {string}
                         */
                        exec_mode?: "par" | "seq";
                        /** @default null */
                        exec_order?: number | null;
                        /** @default null */
                        archived_at?: number | null;
                        created_at: number;
                        updated_at: number;
                        comments?: {
                            author: string;
                            content: string;
                            created_at: number;
                        }[];
                        /** @default [] */
                        links?: {
                            to: number;
                            /** @enum {string} */
                            type: "blocks" | "relates" | "duplicates";
                            /** @default false */
                            inverse?: boolean;
                        }[];
                    }[];
                } | {
                    /** @constant */
                    step: "finish";
                    project: string;
                    /** @default 0 */
                    after?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        step: "begin";
                        project: components["schemas"]["Project"] | null;
                        created: boolean;
                        present: number;
                    } | {
                        /** @constant */
                        step: "tickets";
                        created: number;
                        present: number;
                        comments: number;
                        links: number;
                        deviations: {
                            source_id: string;
                            what: string;
                        }[];
                    } | {
                        /** @constant */
                        step: "finish";
                        finished: string[];
                        next: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "imports.records": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    step: "begin";
                    source: string;
                    /** @default false */
                    empty?: boolean;
                } | {
                    /** @constant */
                    step: "records";
                    source: string;
                    records: ({
                        /** @constant */
                        kind: "project";
                        id: number | string;
                        name: string;
                        slug: string;
                        prefix: string;
                        description?: string | null;
                        /**
                         * @default required
                         * @enum {string}
                         */
                        review_policy?: "required" | "always" | "never";
                        /** @default false */
                        auto_triage?: boolean;
                        /** @default false */
                        is_default?: boolean;
                        /** @default null */
                        budget_usd?: number | null;
                        /** @default null */
                        daily_budget_usd?: number | null;
                        github_repo?: string | null;
                        /** @default null */
                        deadline?: string | null;
                        color?: string | null;
                        /** @default {} */
                        settings?: unknown;
                        /** @default null */
                        archived_at?: string | null;
                        /** Format: date-time */
                        created_at: string;
                        /** Format: date-time */
                        updated_at: string;
                    } | {
                        /** @constant */
                        kind: "agent";
                        id: number | string;
                        name: string;
                        role?: string;
                        /**
                         * @default pull
                         * @enum {string}
                         */
                        runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                        soul_content?: string | null;
                        /** @default {} */
                        config?: unknown;
                        capabilities?: string[];
                        /** @default 1 */
                        max_capacity?: number;
                        /** @default false */
                        capacity_is_set?: boolean;
                        working_memory?: string;
                        /**
                         * @default manual
                         * @enum {string}
                         */
                        source?: "manual" | "self" | "observed";
                        /** @default false */
                        hidden?: boolean;
                        /** @default null */
                        budget_usd?: number | null;
                        /** @default null */
                        daily_budget_usd?: number | null;
                        /** @default null */
                        last_seen_at?: string | null;
                        /** Format: date-time */
                        created_at: string;
                        /** Format: date-time */
                        updated_at: string;
                        /** @default [] */
                        projects?: {
                            project_id: number;
                            role: string;
                        }[];
                    } | {
                        /** @constant */
                        kind: "task";
                        id: number | string;
                        project_id: number;
                        project_ticket_no: number;
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /** @enum {string} */
                        status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        /** @default {} */
                        metadata?: unknown;
                        /**
                         * @default api
                         * @enum {string}
                         */
                        origin?: "browser" | "api" | "ticket" | "work" | "workflow" | "schedule";
                        created_by?: string;
                        assigned_to?: string | null;
                        /**
                         * @default par
                         * @enum {string}
                         */
                        exec_mode?: "par" | "seq";
                        /**
                         * @default block
                         * @enum {string}
                         */
                        on_failure?: "block" | "continue";
                        blocked_reason?: string | null;
                        /** @default false */
                        blocked_by_agent?: boolean;
                        /** @default null */
                        scheduled_for?: string | null;
                        /** @default null */
                        due_at?: string | null;
                        /** @default true */
                        review_required?: boolean;
                        /** @default 0 */
                        review_cycles?: number;
                        /** @default 0 */
                        dispatch_attempts?: number;
                        /** @default 0 */
                        stale_requeues?: number;
                        resolution?: string | null;
                        /** @default null */
                        outcome?: ("success" | "failed" | "partial" | "abandoned") | null;
                        error_message?: string | null;
                        /** @default null */
                        estimated_hours?: number | null;
                        /** @default null */
                        actual_hours?: number | null;
                        /** @default null */
                        feedback_rating?: number | null;
                        feedback_notes?: string | null;
                        /** @default 0 */
                        retry_count?: number;
                        /** @default null */
                        follow_ups?: unknown;
                        /** @default null */
                        completed_at?: string | null;
                        /** @default null */
                        archived_at?: string | null;
                        /** Format: date-time */
                        status_changed_at: string;
                        /** Format: date-time */
                        created_at: string;
                        /** Format: date-time */
                        updated_at: string;
                    } | {
                        /** @constant */
                        kind: "place";
                        task_id: number;
                        parent_id: number;
                        /** @default null */
                        exec_order?: number | null;
                    } | {
                        /** @constant */
                        kind: "link";
                        id: number | string;
                        from_id: number;
                        to_id: number;
                        /** @enum {string} */
                        type: "blocks" | "relates" | "duplicates";
                        created_by?: string;
                        /** Format: date-time */
                        created_at: string;
                    } | {
                        /** @constant */
                        kind: "comment";
                        id: number | string;
                        task_id: number;
                        author: string;
                        /**
                         * @default user
                         * @enum {string}
                         */
                        author_kind?: "user" | "agent" | "key" | "system";
                        content: string;
                        /** @default null */
                        parent_id?: number | null;
                        mentions?: string[];
                        /** Format: date-time */
                        created_at: string;
                    } | {
                        /** @constant */
                        kind: "run";
                        id: number | string;
                        /** @default null */
                        task_id?: number | null;
                        task_ref?: string | null;
                        /** @default null */
                        project_id?: number | null;
                        agent: string;
                        /**
                         * @default pull
                         * @enum {string}
                         */
                        runtime?: "pull" | "openclaw" | "anthropic" | "openai" | "worker";
                        /**
                         * @default direct
                         * @enum {string}
                         */
                        trigger?: "claim" | "dispatch" | "direct" | "review";
                        /** @default 1 */
                        attempt?: number;
                        model?: string | null;
                        tier?: string | null;
                        tier_reason?: string | null;
                        error?: string | null;
                        error_class?: string | null;
                        /** @default null */
                        tokens_in?: number | null;
                        /** @default null */
                        tokens_out?: number | null;
                        /** @default null */
                        cost_usd?: number | null;
                        /**
                         * @default unknown
                         * @enum {string}
                         */
                        cost_source?: "reported" | "priced" | "unknown";
                        /** @default false */
                        self_reported?: boolean;
                        /** @default {} */
                        details?: unknown;
                        /** Format: date-time */
                        started_at: string;
                        /** @default null */
                        finished_at?: string | null;
                        /** @default null */
                        outcome?: ("succeeded" | "failed" | "timed_out" | "cancelled" | "refused" | "lost") | null;
                        prompt?: string | null;
                        output?: string | null;
                    } | {
                        /** @constant */
                        kind: "review";
                        id: number | string;
                        task_id: number;
                        reviewer: string;
                        /**
                         * @default user
                         * @enum {string}
                         */
                        reviewer_kind?: "agent" | "user" | "key";
                        /** @enum {string} */
                        status: "approved" | "rejected";
                        notes?: string;
                        /** @default 0 */
                        cycle?: number;
                        /** @default false */
                        applied?: boolean;
                        override_reason?: string | null;
                        /** @default null */
                        run_id?: number | null;
                        /** Format: date-time */
                        created_at: string;
                    } | {
                        /** @constant */
                        kind: "schedule";
                        id: number | string;
                        project_id: number;
                        name: string;
                        key?: string | null;
                        input: string;
                        cron?: string | null;
                        /** @default null */
                        once_at?: string | null;
                        timezone: string;
                        /** @default {} */
                        template?: unknown;
                        overlap?: string;
                        /** @default null */
                        overlap_max_age_hours?: number | null;
                        missed?: string;
                        /** @default 24 */
                        missed_window_hours?: number;
                        /** @default null */
                        pause_after_failures?: number | null;
                        created_by?: string;
                        /** Format: date-time */
                        created_at: string;
                        /** Format: date-time */
                        updated_at: string;
                    } | {
                        /** @constant */
                        kind: "webhook";
                        id: number | string;
                        name: string;
                        url: string;
                        events?: string[];
                        /** @default null */
                        project_id?: number | null;
                        created_by?: string;
                        /** Format: date-time */
                        created_at: string;
                        /** Format: date-time */
                        updated_at: string;
                    })[];
                } | {
                    /** @constant */
                    step: "finish";
                    source: string;
                    /** @default 0 */
                    project?: number;
                    /** @default 0 */
                    after?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        step: "begin";
                        present: {
                            [key: string]: number;
                        };
                    } | {
                        /** @constant */
                        step: "records";
                        created: {
                            [key: string]: number;
                        };
                        present: {
                            [key: string]: number;
                        };
                        renumbered: {
                            kind: string;
                            source_id: string;
                            id: number;
                            ref: string | null;
                        }[];
                        deviations: {
                            kind: string;
                            source_id: string;
                            what: string;
                        }[];
                    } | {
                        /** @constant */
                        step: "finish";
                        finished: string[];
                        next: {
                            project: number;
                            after: number;
                        } | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["Key"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.issue": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @default operator
                     * @enum {string}
                     */
                    role?: "viewer" | "operator" | "admin";
                    project_id?: number | null;
                    expires_at?: number | null;
                    expires_in_days?: number | null;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        key: components["schemas"]["Key"];
                        api_key: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "keys.revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        key_id: number;
                        revoked_at: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mcp.listen": {
        parameters: {
            query?: {
                project?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mcp.call": {
        parameters: {
            query?: {
                project?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mcp.end": {
        parameters: {
            query?: {
                project?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notices.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notices: {
                            id: string;
                            /** @enum {string} */
                            kind: "budget" | "runtime" | "review" | "triage" | "agent" | "schedule" | "trigger" | "webhook" | "backup" | "alert";
                            /** @enum {string} */
                            severity: "error" | "warning" | "info";
                            title: string;
                            message: string;
                            count: number;
                            href: string;
                            since: number;
                            seen_at?: number | null;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "prices.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        prices: {
                            model: string;
                            input_per_mtok: number;
                            output_per_mtok: number;
                        }[];
                        is_default: boolean;
                        etag: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "prices.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    prices?: {
                        model: string;
                        input_per_mtok: number;
                        output_per_mtok: number;
                    }[] | null;
                    set?: {
                        model: string;
                        input_per_mtok: number;
                        output_per_mtok: number;
                    }[];
                    remove?: string[];
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        prices: {
                            model: string;
                            input_per_mtok: number;
                            output_per_mtok: number;
                        }[];
                        is_default: boolean;
                        etag: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.list": {
        parameters: {
            query?: {
                archived?: "true" | "false" | "all";
                includeArchived?: "0" | "1" | "true" | "false";
                counts?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: components["schemas"]["Project"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    slug?: string;
                    ticket_prefix?: string;
                    description?: string | null;
                    /** @enum {string} */
                    review_policy?: "required" | "always" | "never";
                    auto_triage?: boolean;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    is_default?: boolean;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        project: components["schemas"]["Project"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        project: components["schemas"]["Project"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    slug?: string;
                    ticket_prefix?: string;
                    description?: string | null;
                    /** @enum {string} */
                    review_policy?: "required" | "always" | "never";
                    auto_triage?: boolean;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    is_default?: boolean;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    archived?: boolean;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    assigned_agents?: string[];
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        project: components["schemas"]["Project"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.remove": {
        parameters: {
            query?: {
                mode?: "archive" | "delete";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @enum {string} */
                        mode: "archive" | "delete";
                        deleted: boolean;
                        project: components["schemas"]["Project"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    slug?: string;
                    ticket_prefix?: string;
                    description?: string | null;
                    /** @enum {string} */
                    review_policy?: "required" | "always" | "never";
                    auto_triage?: boolean;
                    budget_usd?: number | null;
                    daily_budget_usd?: number | null;
                    is_default?: boolean;
                    github_repo?: string | null;
                    deadline?: number | null;
                    color?: string | null;
                    archived?: boolean;
                    /** @enum {string} */
                    status?: "active" | "archived";
                    assigned_agents?: string[];
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        project: components["schemas"]["Project"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.agents.list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        assignments: {
                            project_id: number;
                            agent_name: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.agents.assign": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agent_name: string;
                    role?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "projects.agents.unassign": {
        parameters: {
            query: {
                agent_name: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.list": {
        parameters: {
            query?: {
                taskId?: string;
                taskIds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviews: components["schemas"]["Review"][];
                    } | {
                        latest: {
                            [key: string]: {
                                /** @enum {string} */
                                status: "approved" | "rejected";
                                reviewer: string;
                                created_at: number;
                            } | null;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.record": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    taskId: number | string;
                    reviewer?: string;
                    /** @enum {string} */
                    status: "approved" | "rejected";
                    notes: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        id: number;
                        applied: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.history": {
        parameters: {
            query?: {
                limit?: string;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        verdicts: components["schemas"]["PastVerdict"][];
                        next_before: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reviews.queue": {
        parameters: {
            query?: {
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reviews: components["schemas"]["WaitingReview"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.list": {
        parameters: {
            query?: {
                agent?: string | string[];
                outcome?: string | string[];
                trigger?: string | string[];
                limit?: string;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runs: components["schemas"]["Run"][];
                        next_before: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: components["schemas"]["Run"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.begin": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: components["schemas"]["Run"];
                        prompt: string;
                        system: string | null;
                        model: string | null;
                        api_key: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: components["schemas"]["Run"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.chunks": {
        parameters: {
            query?: {
                after_seq?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        chunks: components["schemas"]["RunChunk"][];
                        is_open: boolean;
                        next_after_seq: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.add_chunks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    after: number;
                    chunks: {
                        /**
                         * @default text
                         * @enum {string}
                         */
                        kind?: "text" | "log" | "tool" | "file";
                        data: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        last_seq: number;
                        has_room: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.end": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    error_class: "configuration" | "timeout" | "silence" | "empty_answer" | "agent" | "protocol" | "rate_limited" | "overloaded" | "network" | "limit" | "invalid_request" | "refused" | "cancelled" | "lost";
                    error: string;
                    output?: string;
                    model?: string;
                    tokens_in?: number;
                    tokens_out?: number;
                    cost_usd?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.heartbeat": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    worker?: {
                        host: string;
                        pid?: number;
                        version?: string;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: components["schemas"]["Run"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runs.statistics": {
        parameters: {
            query?: {
                agent?: string | string[];
                days?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        since: number;
                        agents: components["schemas"]["AgentStatistics"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runtimes: components["schemas"]["Runtime"][];
                        tiers: components["schemas"]["Tiers"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "openclaw" | "anthropic" | "openai";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runtime: components["schemas"]["Runtime"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "openclaw" | "anthropic" | "openai";
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    base_url?: string | null;
                    api_key?: string | null;
                    mode?: ("auto" | "websocket" | "http") | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runtime: components["schemas"]["Runtime"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "openclaw" | "anthropic" | "openai";
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    base_url?: string | null;
                    api_key?: string | null;
                    mode?: ("auto" | "websocket" | "http") | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runtime: components["schemas"]["Runtime"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "openclaw" | "anthropic" | "openai";
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    base_url?: string | null;
                    api_key?: string | null;
                    mode?: ("auto" | "websocket" | "http") | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        version: string | null;
                        models: string[];
                        agents: {
                            id: string;
                            name: string;
                            model: string | null;
                            baton_agent: string | null;
                        }[];
                        latency_ms: number;
                        error_class: string | null;
                        reason: string | null;
                        fix: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.tiers.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tiers: components["schemas"]["Tiers"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.tiers.put": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    complex?: string | null;
                    routine?: string | null;
                    default?: string | null;
                    openclaw?: {
                        complex?: string | null;
                        routine?: string | null;
                        default?: string | null;
                    } | null;
                    anthropic?: {
                        complex?: string | null;
                        routine?: string | null;
                        default?: string | null;
                    } | null;
                    openai?: {
                        complex?: string | null;
                        routine?: string | null;
                        default?: string | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tiers: components["schemas"]["Tiers"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "runtimes.tiers.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    complex?: string | null;
                    routine?: string | null;
                    default?: string | null;
                    openclaw?: {
                        complex?: string | null;
                        routine?: string | null;
                        default?: string | null;
                    } | null;
                    anthropic?: {
                        complex?: string | null;
                        routine?: string | null;
                        default?: string | null;
                    } | null;
                    openai?: {
                        complex?: string | null;
                        routine?: string | null;
                        default?: string | null;
                    } | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tiers: components["schemas"]["Tiers"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.parse": {
        parameters: {
            query: {
                input: string;
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cron: string | null;
                        words: string;
                        timezone: string;
                        once_at: number | null;
                        next: number[];
                        cronExpr: string | null;
                        humanReadable: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "scheduler.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: {
                            id: string;
                            name: string;
                            description: string;
                            enabled: boolean;
                            schedule: string;
                            lastRun: number | null;
                            nextRun: number;
                            running: boolean;
                            lastResult: {
                                ok: boolean;
                                message: string;
                                timestamp: number;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "scheduler.run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    task_id: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        message: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.list": {
        parameters: {
            query?: {
                project_id?: string;
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedules: components["schemas"]["Schedule"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    schedule: string;
                    timezone?: string;
                    task_template: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: string | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: (number | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    /** @enum {string} */
                    overlap?: "skip" | "queue_one" | "queue_all" | "allow" | "cancel_running";
                    overlap_max_age_hours?: number | null;
                    /** @enum {string} */
                    missed?: "run" | "skip";
                    missed_window_hours?: number;
                    pause_after_failures?: number | null;
                    key?: string;
                    paused?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                        created: boolean;
                    };
                };
            };
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                        created: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    schedule?: string;
                    timezone?: string;
                    task_template?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: string | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: (number | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    /** @enum {string} */
                    overlap?: "skip" | "queue_one" | "queue_all" | "allow" | "cancel_running";
                    overlap_max_age_hours?: number | null;
                    /** @enum {string} */
                    missed?: "run" | "skip";
                    missed_window_hours?: number;
                    pause_after_failures?: number | null;
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    schedule?: string;
                    timezone?: string;
                    task_template?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: string | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: (number | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    /** @enum {string} */
                    overlap?: "skip" | "queue_one" | "queue_all" | "allow" | "cancel_running";
                    overlap_max_age_hours?: number | null;
                    /** @enum {string} */
                    missed?: "run" | "skip";
                    missed_window_hours?: number;
                    pause_after_failures?: number | null;
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.backfill": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    from: number;
                    to: number;
                    /** @default false */
                    dry_run?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        due: number[];
                        runs: components["schemas"]["ScheduleRun"][];
                        existing: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.pause": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.resume": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        schedule: components["schemas"]["Schedule"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.runs": {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runs: components["schemas"]["ScheduleRun"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.trigger": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: components["schemas"]["ScheduleRun"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.agenda": {
        parameters: {
            query: {
                from: string;
                to: string;
                project_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            at: number;
                            schedule_id: number;
                            name: string;
                        }[];
                        has_more: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schedules.bulk": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "pause" | "resume" | "remove";
                    schedules: (number | string)[];
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        action: "pause" | "resume" | "remove";
                        schedules: components["schemas"]["Schedule"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "servers.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        servers: {
                            id: number;
                            host: string;
                            pid: number;
                            /** @enum {string} */
                            role: "all" | "web" | "jobs";
                            version: string;
                            started_at: number;
                            last_seen_at: number;
                            is_silent: boolean;
                            clock_offset_ms: number;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.list": {
        parameters: {
            query?: {
                status?: string | string[];
                priority?: string | string[];
                type?: string | string[];
                assigned_to?: string | string[];
                project_id?: string;
                parent_id?: "none" | (number | string);
                root?: ("top" | "none") | (number | string);
                labels?: string | string[];
                tags?: string | string[];
                all_labels?: string | string[];
                ready?: "0" | "1" | "true" | "false";
                stale?: "0" | "1" | "true" | "false";
                archived?: "true" | "false" | "all";
                q?: string;
                sort?: "-created_at" | "created_at" | "-updated_at" | "priority";
                limit?: string;
                offset?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: components["schemas"]["Task"][];
                        total: number;
                        page: number;
                        limit: number;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.bulk_update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tasks: {
                        id: number | string;
                        /** @enum {string} */
                        status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        assigned_to?: string | null;
                        labels?: string[];
                        add_labels?: string[];
                        remove_labels?: string[];
                        archived?: boolean;
                        etag?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        updated: number;
                        tasks: components["schemas"]["Task"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    description?: string | null;
                    acceptance_criteria?: string | null;
                    /**
                     * @default medium
                     * @enum {string}
                     */
                    priority?: "critical" | "high" | "medium" | "low";
                    /**
                     * @default task
                     * @enum {string}
                     */
                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                    work_type?: string | null;
                    labels?: string[];
                    tags?: string[];
                    /** @default {} */
                    metadata?: {
                        [key: string]: unknown;
                    };
                    assigned_to?: string | null;
                    due_on?: string | null;
                    due_date?: number | null;
                    scheduled_for?: number | null;
                    estimated_hours?: number | null;
                    actual_hours?: number | null;
                    outcome?: ("success" | "failed" | "partial" | "abandoned") | null;
                    error_message?: string | null;
                    resolution?: string | null;
                    feedback_rating?: number | null;
                    feedback_notes?: string | null;
                    retry_count?: number;
                    /** @enum {string} */
                    exec_mode?: "par" | "seq";
                    exec_order?: number | null;
                    /** @enum {string} */
                    on_failure?: "block" | "continue";
                    review_required?: boolean;
                    /** @enum {string} */
                    status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                    project_id?: number;
                    parent_id?: (number | string) | null;
                    depends_on?: (number | string)[];
                    follow_ups?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        /** @enum {string} */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        assigned_to?: string | null;
                        review_required?: boolean;
                        created?: unknown;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: unknown[];
                                    }[];
                                }[];
                            }[];
                        }[];
                    }[] | null;
                    completed_at?: number | null;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    created_by?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["TaskDetail"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.put": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    title?: string;
                    description?: string | null;
                    acceptance_criteria?: string | null;
                    /** @enum {string} */
                    priority?: "critical" | "high" | "medium" | "low";
                    /** @enum {string} */
                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                    work_type?: string | null;
                    labels?: string[];
                    tags?: string[];
                    metadata?: {
                        [key: string]: unknown;
                    };
                    assigned_to?: string | null;
                    due_on?: string | null;
                    due_date?: number | null;
                    scheduled_for?: number | null;
                    estimated_hours?: number | null;
                    actual_hours?: number | null;
                    outcome?: ("success" | "failed" | "partial" | "abandoned") | null;
                    error_message?: string | null;
                    resolution?: string | null;
                    feedback_rating?: number | null;
                    feedback_notes?: string | null;
                    retry_count?: number;
                    /** @enum {string} */
                    exec_mode?: "par" | "seq";
                    exec_order?: number | null;
                    /** @enum {string} */
                    on_failure?: "block" | "continue";
                    review_required?: boolean;
                    /** @enum {string} */
                    status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                    add_labels?: string[];
                    remove_labels?: string[];
                    project_id?: number;
                    parent_id?: (number | string) | null;
                    follow_ups?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        /** @enum {string} */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        assigned_to?: string | null;
                        review_required?: boolean;
                        created?: unknown;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: unknown[];
                                    }[];
                                }[];
                            }[];
                        }[];
                    }[] | null;
                    archived?: boolean;
                    blocked_reason?: string | null;
                    run_id?: number;
                    etag?: string;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    completed_at?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    created_by?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                        /** @constant */
                        unchanged?: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    title?: string;
                    description?: string | null;
                    acceptance_criteria?: string | null;
                    /** @enum {string} */
                    priority?: "critical" | "high" | "medium" | "low";
                    /** @enum {string} */
                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                    work_type?: string | null;
                    labels?: string[];
                    tags?: string[];
                    metadata?: {
                        [key: string]: unknown;
                    };
                    assigned_to?: string | null;
                    due_on?: string | null;
                    due_date?: number | null;
                    scheduled_for?: number | null;
                    estimated_hours?: number | null;
                    actual_hours?: number | null;
                    outcome?: ("success" | "failed" | "partial" | "abandoned") | null;
                    error_message?: string | null;
                    resolution?: string | null;
                    feedback_rating?: number | null;
                    feedback_notes?: string | null;
                    retry_count?: number;
                    /** @enum {string} */
                    exec_mode?: "par" | "seq";
                    exec_order?: number | null;
                    /** @enum {string} */
                    on_failure?: "block" | "continue";
                    review_required?: boolean;
                    /** @enum {string} */
                    status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                    add_labels?: string[];
                    remove_labels?: string[];
                    project_id?: number;
                    parent_id?: (number | string) | null;
                    follow_ups?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /** @enum {string} */
                        priority?: "critical" | "high" | "medium" | "low";
                        /** @enum {string} */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        assigned_to?: string | null;
                        review_required?: boolean;
                        created?: unknown;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: unknown[];
                                    }[];
                                }[];
                            }[];
                        }[];
                    }[] | null;
                    archived?: boolean;
                    blocked_reason?: string | null;
                    run_id?: number;
                    etag?: string;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    completed_at?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    created_by?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    workspace_id?: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                        /** @constant */
                        unchanged?: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.children": {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: components["schemas"]["Task"][];
                        total: number;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.reorder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    order: (number | string)[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        children: components["schemas"]["Task"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.claim": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    agent?: string;
                    max_capacity?: string | number;
                    claim_id?: string;
                    worker?: {
                        host: string;
                        pid?: number;
                        version?: string;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                        run: components["schemas"]["Run"];
                        feedback: components["schemas"]["Feedback"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.comments": {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: components["schemas"]["Comment"][];
                        total: number;
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.comment": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    content: string;
                    parent_id?: number | null;
                    run_id?: number;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    author?: unknown;
                    /**
                     * @deprecated
                     * @description Accepted from existing clients, and ignored.
                     */
                    task_id?: unknown;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comment: components["schemas"]["Comment"];
                        auto_assigned_to?: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.complete": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    run_id?: number;
                    resolution?: string;
                    /** @enum {string} */
                    outcome?: "success" | "failed" | "partial" | "abandoned";
                    actual_hours?: number;
                    tokens_in?: number;
                    tokens_out?: number;
                    cost_usd?: number;
                    model?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.diagram": {
        parameters: {
            query?: {
                depth?: string;
                recursive?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mermaid: string;
                    };
                    "text/plain": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.fail": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    run_id?: number;
                    error: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.links": {
        parameters: {
            query?: {
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        links: components["schemas"]["TaskLink"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.link": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: number | string;
                    /** @enum {string} */
                    type: "blocks" | "relates" | "duplicates";
                    /** @default false */
                    inverse?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        links: components["schemas"]["TaskLink"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.unlink": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    to: number | string;
                    /** @enum {string} */
                    type: "blocks" | "relates" | "duplicates";
                    /** @default false */
                    inverse?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        removed: boolean;
                        links: components["schemas"]["TaskLink"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.release": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    run_id?: number;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.retry": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.runs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        runs: components["schemas"]["Run"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.thread": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        thread: components["schemas"]["ThreadTask"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.judge": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    verdict: "approved" | "rejected";
                    notes: string;
                    reviewer?: string;
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        review: components["schemas"]["Review"];
                        task: components["schemas"]["Task"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.why": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: {
                            id: number;
                            ticket_ref: string;
                            title: string;
                            /** @enum {string} */
                            status: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                            assigned_to: string | null;
                        };
                        reasons: components["schemas"]["HeldUpReason"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.bulk_create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    project_id?: number;
                    parent_id?: number | string;
                    tasks: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: string | null;
                        due_on?: string | null;
                        due_date?: number | null;
                        scheduled_for?: number | null;
                        estimated_hours?: number | null;
                        actual_hours?: number | null;
                        outcome?: ("success" | "failed" | "partial" | "abandoned") | null;
                        error_message?: string | null;
                        resolution?: string | null;
                        feedback_rating?: number | null;
                        feedback_notes?: string | null;
                        retry_count?: number;
                        /** @enum {string} */
                        exec_mode?: "par" | "seq";
                        exec_order?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        /** @enum {string} */
                        status?: "inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled";
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        completed_at?: number | null;
                        /**
                         * @deprecated
                         * @description Accepted from existing clients, and ignored.
                         */
                        created_by?: unknown;
                        /**
                         * @deprecated
                         * @description Accepted from existing clients, and ignored.
                         */
                        workspace_id?: unknown;
                        key?: string;
                        parent?: string;
                        after?: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: components["schemas"]["Task"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.bulk_complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    tasks: {
                        run_id?: number;
                        resolution?: string;
                        /** @enum {string} */
                        outcome?: "success" | "failed" | "partial" | "abandoned";
                        actual_hours?: number;
                        tokens_in?: number;
                        tokens_out?: number;
                        cost_usd?: number;
                        model?: string;
                        id: number | string;
                    }[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        completed: number;
                        results: ({
                            id: number | string;
                            /** @constant */
                            ok: true;
                            task: components["schemas"]["Task"];
                        } | {
                            id: number | string;
                            /** @constant */
                            ok: false;
                            code: string;
                            error: string;
                            fix?: string;
                        })[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.graph": {
        parameters: {
            query?: {
                root?: number | string;
                project_id?: string;
                depth?: string;
                archived?: "0" | "1" | "true" | "false";
                finished?: "0" | "1" | "true" | "false";
                loose?: "0" | "1" | "true" | "false";
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tasks: components["schemas"]["Task"][];
                        links: {
                            id: number;
                            /** @enum {string} */
                            type: "blocks" | "relates" | "duplicates";
                            from_id: number;
                            to_id: number;
                        }[];
                        truncated: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.lists": {
        parameters: {
            query: {
                lists: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        lists: {
                            tasks: components["schemas"]["Task"][];
                            total: number;
                            page: number;
                            limit: number;
                            next_cursor: string | null;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.sign_in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["Account"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: number;
                    display_name?: string;
                    /** @enum {string} */
                    role?: "viewer" | "operator" | "admin";
                    password?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                    display_name?: string;
                    /**
                     * @default operator
                     * @enum {string}
                     */
                    role?: "viewer" | "operator" | "admin";
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user: components["schemas"]["Account"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.outcomes": {
        parameters: {
            query?: {
                timeframe?: "day" | "week" | "month" | "all";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        timeframe: "day" | "week" | "month" | "all";
                        summary: {
                            total_done: number;
                            with_outcome: number;
                            by_outcome: {
                                success: number;
                                failed: number;
                                partial: number;
                                abandoned: number;
                                unknown: number;
                            };
                            avg_retry_count: number;
                            avg_time_to_resolution_seconds: number | null;
                            success_rate: number | null;
                        };
                        by_agent: {
                            [key: string]: {
                                success: number;
                                failed: number;
                                partial: number;
                                abandoned: number;
                                unknown: number;
                                total: number;
                                success_rate: number | null;
                            };
                        };
                        by_priority: {
                            [key: string]: {
                                success: number;
                                failed: number;
                                partial: number;
                                abandoned: number;
                                unknown: number;
                                total: number;
                                success_rate: number | null;
                            };
                        };
                        common_errors: {
                            error_message: string;
                            count: number;
                        }[];
                        record_count: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.labels": {
        parameters: {
            query?: {
                project_id?: string;
                q?: string;
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        labels: {
                            label: string;
                            count: number;
                        }[];
                        has_more: boolean;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.parents": {
        parameters: {
            query: {
                ids: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        parents: components["schemas"]["TaskParent"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.poll": {
        parameters: {
            query?: {
                agent?: string;
                max_capacity?: string | number;
                wait?: string | number;
                project_id?: string | number;
                work_type?: string;
                claim_id?: string;
                limit?: string | number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"] | null;
                        /** @enum {string} */
                        reason: "assigned" | "continue_current" | "at_capacity" | "no_tasks_available" | "claim_ended";
                        agent: string;
                        timestamp: number;
                        run: {
                            id: number;
                            lease_expires_at: number | null;
                        } | null;
                        feedback: components["schemas"]["Feedback"][];
                        /** @description With `limit`: every task that this poll claimed, `task` being the first of them. */
                        claims?: {
                            task: components["schemas"]["Task"];
                            run: {
                                id: number;
                                lease_expires_at: number | null;
                            };
                            feedback: components["schemas"]["Feedback"][];
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.poll_post": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    agent?: string;
                    max_capacity?: string | number;
                    wait?: string | number;
                    project_id?: string | number;
                    work_type?: string;
                    claim_id?: string;
                    limit?: string | number;
                    worker?: {
                        host: string;
                        pid?: number;
                        version?: string;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        task: components["schemas"]["Task"] | null;
                        /** @enum {string} */
                        reason: "assigned" | "continue_current" | "at_capacity" | "no_tasks_available" | "claim_ended";
                        agent: string;
                        timestamp: number;
                        run: {
                            id: number;
                            lease_expires_at: number | null;
                        } | null;
                        feedback: components["schemas"]["Feedback"][];
                        /** @description With `limit`: every task that this poll claimed, `task` being the first of them. */
                        claims?: {
                            task: components["schemas"]["Task"];
                            run: {
                                id: number;
                                lease_expires_at: number | null;
                            };
                            feedback: components["schemas"]["Feedback"][];
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tasks.regression": {
        parameters: {
            query: {
                beta_start: string;
                lookback_seconds?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        metric_definitions: {
                            [key: string]: string;
                        };
                        params: {
                            beta_start: number;
                            lookback_seconds: number;
                        };
                        windows: {
                            baseline: {
                                label: string;
                                start: number;
                                end: number;
                                sample_size: number;
                                latency_seconds: {
                                    p50: number | null;
                                    p95: number | null;
                                    avg: number | null;
                                };
                                interventions: {
                                    count: number;
                                    rate: number | null;
                                };
                            };
                            post: {
                                label: string;
                                start: number;
                                end: number;
                                sample_size: number;
                                latency_seconds: {
                                    p50: number | null;
                                    p95: number | null;
                                    avg: number | null;
                                };
                                interventions: {
                                    count: number;
                                    rate: number | null;
                                };
                            };
                        };
                        deltas: {
                            latency_p95_seconds: number | null;
                            intervention_rate: number | null;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.attribution": {
        parameters: {
            query?: {
                hours?: string;
                privileged?: "0" | "1" | "true" | "false";
                section?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent_name: string;
                        /** @enum {string} */
                        access_scope: "self" | "privileged";
                        timeframe: {
                            hours: number;
                            since: number;
                            until: number;
                        };
                        identity?: {
                            id: number;
                            name: string;
                            role: string;
                            runtime: string;
                            source: string;
                            created_at: number;
                            last_seen_at: number | null;
                        };
                        audit?: {
                            by_type: {
                                [key: string]: number;
                            };
                            total_activities: number;
                        };
                        mutations?: {
                            comments: number;
                            status_changes: number;
                            tasks_created: number;
                        };
                        cost?: {
                            by_model: {
                                [key: string]: {
                                    runs: number;
                                    tokens_in: number;
                                    tokens_out: number;
                                    cost_usd: number;
                                };
                            };
                            total: {
                                runs: number;
                                tokens_in: number;
                                tokens_out: number;
                                cost_usd: number;
                            };
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "agents.diagnostics": {
        parameters: {
            query?: {
                hours?: string;
                privileged?: "0" | "1" | "true" | "false";
                section?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agent: {
                            id: number;
                            name: string;
                            role: string;
                            status: string;
                        };
                        timeframe: {
                            hours: number;
                            since: number;
                            until: number;
                        };
                        summary?: {
                            tasks_completed: number;
                            tasks_total: number;
                            activity_count: number;
                            error_count: number;
                            error_rate_percent: number;
                        };
                        tasks?: {
                            by_status: {
                                [key: string]: number;
                            };
                            by_priority: {
                                [key: string]: number;
                            };
                            throughput_per_day: number;
                        };
                        errors?: {
                            by_type: {
                                [key: string]: number;
                            };
                            total: number;
                            recent: {
                                run_id: number;
                                error: string | null;
                                created_at: number;
                            }[];
                        };
                        activity?: {
                            by_type: {
                                [key: string]: number;
                            };
                            total: number;
                        };
                        trends?: {
                            current_period: {
                                tasks_completed: number;
                                tasks_total: number;
                                activity_count: number;
                                error_count: number;
                                error_rate_percent: number;
                            };
                            previous_period: {
                                tasks_completed: number;
                                tasks_total: number;
                                activity_count: number;
                                error_count: number;
                                error_rate_percent: number;
                            };
                            change: {
                                tasks_completed_pct: number | null;
                                error_count_pct: number | null;
                                activity_count_pct: number | null;
                            };
                        };
                        tokens?: {
                            by_model: {
                                [key: string]: {
                                    runs: number;
                                    tokens_in: number;
                                    tokens_out: number;
                                    cost_usd: number;
                                };
                            };
                            total: {
                                runs: number;
                                tokens_in: number;
                                tokens_out: number;
                                cost_usd: number;
                            };
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_cards.list": {
        parameters: {
            query?: {
                state?: "open" | "closed";
                unseen?: "true" | "false";
                kind?: string | string[];
                project_id?: string;
                limit?: string;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cards: components["schemas"]["NotificationCard"][];
                        open: number;
                        unseen: number;
                        next_before: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_cards.see": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids?: number[];
                    all?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        seen: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_cards.dismiss": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channels: components["schemas"]["NotificationChannel"][];
                        kinds: {
                            /** @enum {string} */
                            kind: "email" | "slack" | "telegram" | "push";
                            available: boolean;
                            reason: string | null;
                        }[];
                        email: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "email" | "slack" | "telegram" | "push";
                    name: string;
                    settings: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel: components["schemas"]["NotificationChannel"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel: components["schemas"]["NotificationChannel"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    enabled?: boolean;
                    settings?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel: components["schemas"]["NotificationChannel"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        success: boolean;
                        error: string | null;
                        status: number | null;
                        duration_ms: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.confirm": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        success: boolean;
                        error: string | null;
                        status: number | null;
                        duration_ms: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_channels.messages": {
        parameters: {
            query?: {
                limit?: string;
                before?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messages: components["schemas"]["NotificationMessage"][];
                        next_before: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notifications.push_key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        public_key: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_rules.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: components["schemas"]["NotificationRule"][];
                        default: components["schemas"]["NotificationRule"];
                        preferences: components["schemas"]["NotificationPreferences"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_rules.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    rules: {
                        name: string;
                        /** @default true */
                        enabled?: boolean;
                        match?: {
                            kinds?: ("failed" | "blocked" | "verdict" | "mention" | "budget" | "runtime" | "schedule" | "trigger" | "webhook" | "backup" | "alert" | "agent" | "triage" | "channel")[];
                            severities?: ("error" | "warning" | "info")[];
                            project_ids?: number[];
                            priorities?: ("critical" | "high" | "medium" | "low")[];
                            labels?: string[];
                            /** @constant */
                            mine?: true;
                        };
                        /** @default null */
                        channel_ids?: number[] | null;
                        /**
                         * @default grouped
                         * @enum {string}
                         */
                        pace?: "now" | "grouped" | "daily" | "weekly";
                        /** @default 1 */
                        group_minutes?: number;
                        /** @default null */
                        digest_at?: string | null;
                        /** @default null */
                        digest_weekday?: number | null;
                        /** @default false */
                        through_quiet?: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: components["schemas"]["NotificationRule"][];
                        default: components["schemas"]["NotificationRule"];
                        preferences: components["schemas"]["NotificationPreferences"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_preferences.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    timezone: string;
                    quiet_hours: {
                        from: string;
                        until: string;
                    } | null;
                    /** @default null */
                    paused_until?: number | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        preferences: components["schemas"]["NotificationPreferences"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_email.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: {
                            host: string;
                            port: number;
                            /** @enum {string} */
                            security: "tls" | "starttls" | "none";
                            username: string | null;
                            has_password: boolean;
                            from: string;
                            /** @enum {string} */
                            source: "settings" | "environment";
                        } | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_email.set": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    host: string;
                    port: number;
                    /** @enum {string} */
                    security: "tls" | "starttls" | "none";
                    username?: string | null;
                    password?: string | null;
                    from: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: {
                            host: string;
                            port: number;
                            /** @enum {string} */
                            security: "tls" | "starttls" | "none";
                            username: string | null;
                            has_password: boolean;
                            from: string;
                            /** @enum {string} */
                            source: "settings" | "environment";
                        } | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_email.delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: {
                            host: string;
                            port: number;
                            /** @enum {string} */
                            security: "tls" | "starttls" | "none";
                            username: string | null;
                            has_password: boolean;
                            from: string;
                            /** @enum {string} */
                            source: "settings" | "environment";
                        } | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_links.view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "notification_links.use": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": unknown;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.query": {
        parameters: {
            query?: {
                action?: "list" | "stats" | "agent-costs" | "task-costs" | "trends" | "export";
                timeframe?: "hour" | "day" | "week" | "month" | "all";
                format?: "json" | "csv";
                limit?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        usage: components["schemas"]["TokenRecord"][];
                        total: number;
                        /** @enum {string} */
                        timeframe: "hour" | "day" | "week" | "month" | "all";
                    } | {
                        summary: components["schemas"]["TokenStats"];
                        models: {
                            [key: string]: components["schemas"]["TokenStats"];
                        };
                        sessions: {
                            [key: string]: components["schemas"]["TokenStats"];
                        };
                        agents: {
                            [key: string]: components["schemas"]["TokenStats"];
                        };
                        /** @enum {string} */
                        timeframe: "hour" | "day" | "week" | "month" | "all";
                        recordCount: number;
                    } | {
                        agents: {
                            [key: string]: {
                                stats: components["schemas"]["TokenStats"];
                                models: {
                                    [key: string]: components["schemas"]["TokenStats"];
                                };
                                sessions: string[];
                                timeline: {
                                    date: string;
                                    cost: number | null;
                                    tokens: number;
                                }[];
                            };
                        };
                        /** @enum {string} */
                        timeframe: "hour" | "day" | "week" | "month" | "all";
                        recordCount: number;
                    } | {
                        summary: components["schemas"]["TokenStats"];
                        tasks: {
                            taskId: number;
                            title: string;
                            status: string;
                            priority: string;
                            assignedTo: string | null;
                            project: {
                                id: number;
                                name: string;
                                slug: string;
                                ticketRef: string;
                            };
                            stats: components["schemas"]["TokenStats"];
                            models: {
                                [key: string]: components["schemas"]["TokenStats"];
                            };
                            timeline: {
                                date: string;
                                cost: number | null;
                                tokens: number;
                            }[];
                        }[];
                        agents: {
                            [key: string]: {
                                stats: components["schemas"]["TokenStats"];
                                taskCount: number;
                                taskIds: number[];
                            };
                        };
                        projects: {
                            [key: string]: {
                                stats: components["schemas"]["TokenStats"];
                                taskCount: number;
                                taskIds: number[];
                            };
                        };
                        unattributed: components["schemas"]["TokenStats"];
                        /** @enum {string} */
                        timeframe: "hour" | "day" | "week" | "month" | "all";
                    } | {
                        trends: {
                            timestamp: string;
                            tokens: number;
                            cost: number | null;
                            requests: number;
                        }[];
                        /** @enum {string} */
                        timeframe: "hour" | "day" | "week" | "month" | "all";
                    } | {
                        usage: components["schemas"]["TokenRecord"][];
                        summary: components["schemas"]["TokenStats"];
                        models: {
                            [key: string]: components["schemas"]["TokenStats"];
                        };
                        sessions: {
                            [key: string]: components["schemas"]["TokenStats"];
                        };
                    };
                    "text/csv": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.report": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    model: string;
                    sessionId?: string;
                    agent?: string;
                    inputTokens: number;
                    outputTokens: number;
                    costUsd?: number | null;
                    operation?: string;
                    duration?: number | null;
                    taskId?: (number | string) | null;
                    run_id?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        record: components["schemas"]["TokenRecord"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tokens.by_agent": {
        parameters: {
            query?: {
                days?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        agents: {
                            agent: string;
                            total_input_tokens: number;
                            total_output_tokens: number;
                            total_tokens: number;
                            total_cost: number | null;
                            cost_unknown: number;
                            request_count: number;
                            session_count: number;
                            last_active: number | null;
                            models: {
                                model: string;
                                total_input_tokens: number;
                                total_output_tokens: number;
                                total_tokens: number;
                                total_cost: number | null;
                                cost_unknown: number;
                                request_count: number;
                            }[];
                        }[];
                        summary: {
                            total_input_tokens: number;
                            total_output_tokens: number;
                            total_tokens: number;
                            total_cost: number | null;
                            cost_unknown: number;
                            request_count: number;
                            agent_count: number;
                            days: number;
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "users.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["User"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.list": {
        parameters: {
            query?: {
                project_id?: string;
                kind?: "webhook" | "status" | "children_done" | "budget";
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        triggers: components["schemas"]["Trigger"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    task_template?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: ((string | "") | string) | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: ((number | string) | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    max_per_hour?: number | null;
                    paused?: boolean;
                    /** @constant */
                    kind: "webhook";
                    /** @enum {string} */
                    preset?: "github_issue" | "github_comment" | "github_pull_request" | "github_failed_check";
                    match?: {
                        actions?: string | string[];
                        repository?: string;
                    };
                    project_id?: number;
                } | {
                    name: string;
                    task_template: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: ((string | "") | string) | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: ((number | string) | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    max_per_hour?: number | null;
                    paused?: boolean;
                    /** @constant */
                    kind: "status";
                    match: {
                        project_id?: number | null;
                        labels?: string[];
                        priority?: ("critical" | "high" | "medium" | "low") | ("critical" | "high" | "medium" | "low")[];
                        assigned_to?: string | string[];
                        status: ("inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled") | ("inbox" | "assigned" | "in_progress" | "review" | "blocked" | "done" | "failed" | "cancelled")[];
                    };
                } | {
                    name: string;
                    task_template: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: ((string | "") | string) | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: ((number | string) | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    max_per_hour?: number | null;
                    paused?: boolean;
                    /** @constant */
                    kind: "children_done";
                    match?: {
                        project_id?: number | null;
                        labels?: string[];
                        priority?: ("critical" | "high" | "medium" | "low") | ("critical" | "high" | "medium" | "low")[];
                        assigned_to?: string | string[];
                    };
                } | {
                    name: string;
                    task_template: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: ((string | "") | string) | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: ((number | string) | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    max_per_hour?: number | null;
                    paused?: boolean;
                    /** @constant */
                    kind: "budget";
                    match: {
                        project_id?: number | null;
                        percent: number;
                        scope?: ("agent" | "agent_day" | "project" | "project_day" | "day") | ("agent" | "agent_day" | "project" | "project_day" | "day")[];
                        agent?: string;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trigger: components["schemas"]["Trigger"];
                        url: string | null;
                        secret: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trigger: components["schemas"]["Trigger"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        trigger: components["schemas"]["Trigger"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    match?: {
                        [key: string]: unknown;
                    };
                    task_template?: {
                        title: string;
                        description?: string | null;
                        acceptance_criteria?: string | null;
                        /**
                         * @default medium
                         * @enum {string}
                         */
                        priority?: "critical" | "high" | "medium" | "low";
                        /**
                         * @default task
                         * @enum {string}
                         */
                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                        work_type?: string | null;
                        labels?: string[];
                        tags?: string[];
                        /** @default {} */
                        metadata?: {
                            [key: string]: unknown;
                        };
                        assigned_to?: ((string | "") | string) | null;
                        estimated_hours?: number | null;
                        /** @enum {string} */
                        on_failure?: "block" | "continue";
                        review_required?: boolean;
                        project_id?: number;
                        parent_id?: ((number | string) | string) | null;
                        follow_ups?: {
                            title: string;
                            description?: string | null;
                            acceptance_criteria?: string | null;
                            /** @enum {string} */
                            priority?: "critical" | "high" | "medium" | "low";
                            /** @enum {string} */
                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                            work_type?: string | null;
                            labels?: string[];
                            assigned_to?: string | null;
                            review_required?: boolean;
                            created?: unknown;
                            follow_ups?: {
                                title: string;
                                description?: string | null;
                                acceptance_criteria?: string | null;
                                /** @enum {string} */
                                priority?: "critical" | "high" | "medium" | "low";
                                /** @enum {string} */
                                type?: "bug" | "feature" | "task" | "epic" | "chore";
                                work_type?: string | null;
                                labels?: string[];
                                assigned_to?: string | null;
                                review_required?: boolean;
                                created?: unknown;
                                follow_ups?: {
                                    title: string;
                                    description?: string | null;
                                    acceptance_criteria?: string | null;
                                    /** @enum {string} */
                                    priority?: "critical" | "high" | "medium" | "low";
                                    /** @enum {string} */
                                    type?: "bug" | "feature" | "task" | "epic" | "chore";
                                    work_type?: string | null;
                                    labels?: string[];
                                    assigned_to?: string | null;
                                    review_required?: boolean;
                                    created?: unknown;
                                    follow_ups?: {
                                        title: string;
                                        description?: string | null;
                                        acceptance_criteria?: string | null;
                                        /** @enum {string} */
                                        priority?: "critical" | "high" | "medium" | "low";
                                        /** @enum {string} */
                                        type?: "bug" | "feature" | "task" | "epic" | "chore";
                                        work_type?: string | null;
                                        labels?: string[];
                                        assigned_to?: string | null;
                                        review_required?: boolean;
                                        created?: unknown;
                                        follow_ups?: {
                                            title: string;
                                            description?: string | null;
                                            acceptance_criteria?: string | null;
                                            /** @enum {string} */
                                            priority?: "critical" | "high" | "medium" | "low";
                                            /** @enum {string} */
                                            type?: "bug" | "feature" | "task" | "epic" | "chore";
                                            work_type?: string | null;
                                            labels?: string[];
                                            assigned_to?: string | null;
                                            review_required?: boolean;
                                            created?: unknown;
                                            follow_ups?: unknown[];
                                        }[];
                                    }[];
                                }[];
                            }[];
                        }[] | null;
                        due_in_days?: number | null;
                    };
                    max_per_hour?: number | null;
                    etag?: string;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trigger: components["schemas"]["Trigger"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.pause": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trigger: components["schemas"]["Trigger"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.resume": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        trigger: components["schemas"]["Trigger"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 24 */
                    keep_old_hours?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        old_secret_expires_at: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.test": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    payload?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        answer: "accepted" | "skipped" | "ignored";
                        reason: string | null;
                        payload: {
                            [key: string]: unknown;
                        };
                        task: ({
                            title: string;
                        } & {
                            [key: string]: unknown;
                        }) | null;
                        missing: string[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.deliveries": {
        parameters: {
            query?: {
                outcome?: "received" | "created" | "skipped" | "ignored" | "failed";
                limit?: string;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["TriggerDelivery"][];
                        next_cursor: string | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.delivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        delivery: components["schemas"]["TriggerDeliveryDetail"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "triggers.replay": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        delivery: components["schemas"]["TriggerDeliveryDetail"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hooks.receive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        answer: "accepted" | "skipped" | "ignored";
                        reason: string | null;
                        delivery: number;
                    };
                };
            };
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        answer: "accepted" | "skipped" | "ignored";
                        reason: string | null;
                        delivery: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhooks: components["schemas"]["Webhook"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.put": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    url?: string;
                    events?: string[];
                    enabled?: boolean;
                    /** @enum {string} */
                    start_from?: "left_off" | "now";
                    id: number;
                    regenerate_secret?: boolean;
                    reset_circuit?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        secret?: string;
                        message?: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    url: string;
                    events?: string[];
                    project_id?: number | null;
                    /** @default true */
                    enabled?: boolean;
                    generate_secret?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                        name: string;
                        url: string;
                        secret: string;
                        old_secrets: {
                            secret: string;
                            expires_at: number;
                        }[];
                        events: string[];
                        project_id: number | null;
                        enabled: boolean;
                        /** @enum {string} */
                        health: "idle" | "healthy" | "failing" | "disabled" | "off";
                        failing_since: number | null;
                        consecutive_failures: number;
                        next_attempt_at: number | null;
                        last_fired_at: number | null;
                        last_status: number | null;
                        last_error: string | null;
                        total_deliveries: number;
                        successful_deliveries: number;
                        failed_deliveries: number;
                        circuit_open: boolean;
                        /** @constant */
                        workspace_id: 1;
                        created_by: string;
                        created_at: number;
                        updated_at: number;
                        message: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        deleted: 1;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhook: components["schemas"]["Webhook"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        deleted: 1;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    url?: string;
                    events?: string[];
                    enabled?: boolean;
                    /** @enum {string} */
                    start_from?: "left_off" | "now";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhook: components["schemas"]["Webhook"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @default 24 */
                    keep_old_hours?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        secret: string;
                        old_secret_expires_at: number | null;
                        message: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        success: boolean;
                        status_code: number | null;
                        error: string | null;
                        duration_ms: number | null;
                        delivery: components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.redeliver": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    since: number;
                    /**
                     * @default failed
                     * @enum {string}
                     */
                    which?: "failed" | "all";
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        queued: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.deliveries": {
        parameters: {
            query?: {
                webhook_id?: string;
                state?: "queued" | "retrying" | "delivered" | "failed";
                limit?: string;
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["WebhookDelivery"][];
                        total: number;
                        has_more: boolean;
                        next_before: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.delivery": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        delivery: components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.redeliver_one": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        queued: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.test_named": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        success: boolean;
                        status_code: number | null;
                        error: string | null;
                        duration_ms: number | null;
                        delivery: components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.retry": {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is carried out once; a repeat gets the first answer. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    delivery_id: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        queued: number | null;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires admin role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.verify_docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        algorithm: string;
                        header: string;
                        format: string;
                        description: string;
                        verification_steps: string[];
                        example_nodejs: string;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workers.list": {
        parameters: {
            query?: {
                agent?: string | string[];
                all?: "0" | "1" | "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        workers: components["schemas"]["Worker"][];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workers.report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agent: string;
                    host: string;
                    pid: number;
                    version?: string;
                    program: string;
                    concurrency: number;
                    work_type?: string | null;
                    free_disk_bytes?: number | null;
                    condition?: string | null;
                    /** @default [] */
                    run_ids?: number[];
                    /** @enum {string} */
                    heard?: "run" | "pause" | "drain" | "stop";
                    /** @default 0 */
                    wait?: number;
                    /** @default false */
                    stopped?: boolean;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        worker: components["schemas"]["Worker"];
                        runs: {
                            renewed: number[];
                            lost: number[];
                        };
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workers.order": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    wanted: "run" | "pause" | "drain" | "stop";
                    note?: string;
                    seconds?: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        worker: components["schemas"]["Worker"];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires operator role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workload.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        timestamp: number;
                        queue: {
                            total_pending: number;
                            by_status: {
                                [key: string]: number;
                            };
                            by_priority: {
                                [key: string]: number;
                            };
                            oldest_pending_age_seconds: number;
                            estimated_wait_seconds: number | null;
                            /** @enum {string} */
                            estimated_wait_confidence: "calculated" | "unknown";
                        };
                        capacity: {
                            active_tasks: number;
                            tasks_last_5m: number;
                            errors_last_5m: number;
                            error_rate_5m: number;
                            completions_last_hour: number;
                        };
                        agents: {
                            total: number;
                            online: number;
                            busy: number;
                            idle: number;
                            offline: number;
                            busy_ratio: number;
                        };
                        recommendation: {
                            /** @enum {string} */
                            action: "normal" | "throttle" | "shed" | "pause";
                            reason: string;
                            details: string[];
                            submit_ok: boolean;
                            suggested_delay_ms: number;
                        };
                        thresholds: {
                            busy_ratio_throttle: number;
                            busy_ratio_shed: number;
                        };
                        stale: number;
                        needs_person: number;
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workspaces.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        tenant_id: 1;
                        /** @constant */
                        active_workspace_id: 1;
                        workspaces: {
                            /** @constant */
                            id: 1;
                            /** @constant */
                            tenant_id: 1;
                        }[];
                    };
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mcp.sse.send": {
        parameters: {
            query?: {
                project?: string;
                sessionId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "metrics.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "skill.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mcp.sse.open": {
        parameters: {
            query?: {
                project?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Invalid input, each field with its rule */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No or bad credentials */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Requires viewer role or higher */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not possible at the moment: try again after Retry-After seconds */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
