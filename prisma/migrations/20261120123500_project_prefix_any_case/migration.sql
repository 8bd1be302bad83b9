-- `myapp-003` and `MYAPP-003` must not be two tickets: a prefix is unique whatever its case.
CREATE UNIQUE INDEX projects_prefix_any_case_key ON projects (lower(prefix));
