-- Replaced by functions of other names and parameters in prisma/sql/reviewers.sql and hand-in-alone.sql.
DROP FUNCTION IF EXISTS ask_for_review(int, text, text);
DROP FUNCTION IF EXISTS hand_in_alone(int, text, text, int, int, int, text, text, text, text, double precision, text, int, text, text);
