-- Replaced by lock_project_structure, lock_structures and lock_task (prisma/sql/locks.sql).
DROP FUNCTION IF EXISTS hold_structure(int);
DROP FUNCTION IF EXISTS hold_task(int);
