import type { DataSource } from 'typeorm';
import type { StoryFact } from './tell-story.js';

/** What was told of the cases that a complaint is or was part of, while it was. */
export function factsOfCases(database: DataSource, complaintId: string): Promise<StoryFact[]> {
  return database.query<StoryFact[]>(
    `select f.type, f.recorded_at as "recordedAt", f.division, null as unit, f.data
       from case_facts f
      where f.case_id in (select case_id from case_members where complaint_id = $1)
        and (f.data -> 'joined' ? $2 or f.data -> 'left' @> jsonb_build_array(jsonb_build_object('complaintId', $2::text))
             or f.type = 'case.confirmed.v1'
                and exists (select from case_members m
                             where m.case_id = f.case_id and m.complaint_id = $1
                               and f.recorded_at >= m.joined_at and (m.left_at is null or f.recorded_at < m.left_at)))
      order by f.seq`,
    [complaintId, complaintId],
  );
}

/** The facts of a complaint in their order, and those of its cases between them by the time at which they were recorded. */
export function inOneStory(facts: readonly StoryFact[], ofCases: readonly StoryFact[]): StoryFact[] {
  const told = [...facts];
  for (const fact of ofCases) {
    const later = told.findIndex(({ recordedAt }) => recordedAt > fact.recordedAt);
    told.splice(later === -1 ? told.length : later, 0, fact);
  }
  return told;
}
