-- What bounds an agent and was set by people; what an agent that takes the name of a dismissed one inherits.
ALTER TABLE "agents" ADD COLUMN "set_by_people" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Many agents of an orchestrator had one name: the last of them is found without the others.
DROP INDEX agents_former_name_idx;
CREATE INDEX agents_former_name_idx ON agents (former_name, id) WHERE deleted_at IS NOT NULL;
