-- The rejections of a task that still count, oldest first, as its agent is told them: `Feedback` in lib/tasks/comments/feedback.ts. Each
-- with the commit that was judged and the comments that were sent with it.
-- Index: quality_reviews_task_id_id_idx, review_comments_review_id_idx, run_changes_pkey.
CREATE OR REPLACE FUNCTION feedback_for(task int, counts_from int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN (
    SELECT COALESCE(jsonb_agg(jsonb_build_object('reviewer', q.reviewer, 'notes', q.notes, 'cycle', q.cycle,
      'created_at', floor(extract(epoch FROM q.created_at)),
      'commit', (SELECT c.commit_sha FROM run_changes c WHERE c.run_id = q.work_run_id),
      'comments', (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', k.id, 'state', k.state, 'anchor', k.anchor, 'quote', k.quote, 'body', k.body,
          'answers', k.answers) ORDER BY k.id), '[]') FROM review_comments k WHERE k.review_id = q.id)) ORDER BY q.id), '[]')
    FROM quality_reviews q WHERE q.task_id = task AND q.status = 'rejected' AND q.id >= COALESCE(counts_from, 0));
END $$;
