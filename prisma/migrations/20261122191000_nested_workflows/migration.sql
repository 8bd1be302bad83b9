-- The names of the workflows that the versions of people nest, in lower case: asked for when an agent takes a new name.
CREATE INDEX workflow_versions_nested_idx ON workflow_versions
  USING gin ((lower(jsonb_path_query_array(definition, '$.stages[*].workflow')::text)::jsonb))
  WHERE creator_agent_id IS NULL;
