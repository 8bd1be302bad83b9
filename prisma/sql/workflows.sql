-- A version of a workflow is what its runs were started with: it never changes.
CREATE OR REPLACE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a version of a workflow never changes';
END $$;

CREATE OR REPLACE TRIGGER workflow_versions_immutable BEFORE UPDATE ON workflow_versions FOR EACH ROW
  EXECUTE FUNCTION refuse_change_of_version();
