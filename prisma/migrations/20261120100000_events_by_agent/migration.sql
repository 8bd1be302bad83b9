-- What happened around one agent, newest first: its page's activity.
CREATE INDEX events_agent_idx ON events (agent, id DESC) WHERE agent IS NOT NULL;
