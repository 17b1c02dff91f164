import { FollowTicketOnDeadlineMissed } from './on-deadline-missed.js';
import { FollowTicketOnDeadlinePaused } from './on-deadline-paused.js';
import { FollowTicketOnDeadlineResumed } from './on-deadline-resumed.js';
import { FollowTicketOnDeadlineRevised } from './on-deadline-revised.js';
import { FollowTicketOnMissTakenBack } from './on-miss-taken-back.js';
import { FollowTicketOnTicketAnswered } from './on-ticket-answered.js';
import { FollowTicketOnTicketClosed } from './on-ticket-closed.js';
import { FollowTicketOnWorkReclassified } from './on-work-reclassified.js';
import { FollowTicketOnTicketReopened } from './on-ticket-reopened.js';
import { FollowTicketOnWorkAccepted } from './on-work-accepted.js';
import { FollowTicketOnWorkDispatched } from './on-work-dispatched.js';

/** What moves a ticket moves the register, and its source is told. */
export const followTicket = [
  FollowTicketOnWorkDispatched,
  FollowTicketOnWorkAccepted,
  FollowTicketOnWorkReclassified,
  FollowTicketOnTicketAnswered,
  FollowTicketOnTicketReopened,
  FollowTicketOnTicketClosed,
  FollowTicketOnDeadlinePaused,
  FollowTicketOnDeadlineResumed,
  FollowTicketOnDeadlineRevised,
  FollowTicketOnDeadlineMissed,
  FollowTicketOnMissTakenBack,
];
