import { Disclosure } from '@cc/service-kit';
import { Complaint } from './complaint.entity.js';
import { ContactRequest } from './contact-request.entity.js';
import { DuplicateSubmission } from './duplicate-submission.entity.js';
import { NumberSequence } from './number-sequence.entity.js';
import { Recount } from './recount.entity.js';
import { RefusedSubmission } from './refused-submission.entity.js';
import { SubmissionItemRow } from './submission-item.entity.js';
import { SubmissionRow } from './submission.entity.js';

/** What intake keeps: what came, what became of it, and who looked. */
export const tables = [
  SubmissionRow,
  SubmissionItemRow,
  DuplicateSubmission,
  RefusedSubmission,
  Complaint,
  ContactRequest,
  NumberSequence,
  Recount,
  Disclosure,
];
