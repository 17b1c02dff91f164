import { loadOrganisations, provisionalProcedures } from '@cc/procedures';
import { ServiceModule } from '@cc/service-kit';
import { CallbackAttempt } from './callback-attempt.entity.js';
import { Callback } from './callback.entity.js';
import { OpenCallbackOnTicketAnswered } from './callbacks/on-ticket-answered.js';
import { EndCallbackOnTicketClosed } from './callbacks/on-ticket-closed.js';
import { EndCallbackOnTicketReopened } from './callbacks/on-ticket-reopened.js';
import { RecordAttemptController } from './callbacks/record-attempt.controller.js';
import { ShowCallbacksController } from './callbacks/show-callbacks.controller.js';
import { CapturedMessage } from './captured-message.entity.js';
import { Contact } from './contact.entity.js';
import { Disclosure } from './disclosure.entity.js';
import { Message } from './message.entity.js';
import { CreateNotificationTables0000000000002 } from './migrations/0002-create-notification-tables.js';
import { TraceCallbacks0000000000003 } from './migrations/0003-trace-callbacks.js';
import { NotificationConfig } from './notification.config.js';
import { Notifier } from './notify/notifier.js';
import { NotifyOnComplaintRecorded } from './notify/on-complaint-recorded.js';
import { NotifyOnDeadlineMissed } from './notify/on-deadline-missed.js';
import { NotifyOnDeadlineWarned } from './notify/on-deadline-warned.js';
import { NotifyOnTicketAbnormal } from './notify/on-ticket-abnormal.js';
import { NotifyOnTicketAnswered } from './notify/on-ticket-answered.js';
import { NotifyOnTicketClosed } from './notify/on-ticket-closed.js';
import { NotifyOnTicketReopened } from './notify/on-ticket-reopened.js';
import { NotifyOnWorkDispatched } from './notify/on-work-dispatched.js';
import { CaptureProvider } from './send-messages/capture-provider.js';
import { SendMessages } from './send-messages/on-tick.js';
import { ORGANISATIONS, PROCEDURES, PROVIDER } from './tokens.js';

/** 通知回访: messages and callback tasks. */
@ServiceModule({
  service: 'notification',
  config: NotificationConfig,
  entities: [Contact, Message, CapturedMessage, Callback, CallbackAttempt, Disclosure],
  migrations: [CreateNotificationTables0000000000002, TraceCallbacks0000000000003],
  handlers: [
    NotifyOnComplaintRecorded,
    NotifyOnWorkDispatched,
    NotifyOnDeadlineWarned,
    NotifyOnDeadlineMissed,
    NotifyOnTicketAbnormal,
    NotifyOnTicketAnswered,
    OpenCallbackOnTicketAnswered,
    NotifyOnTicketReopened,
    EndCallbackOnTicketReopened,
    NotifyOnTicketClosed,
    EndCallbackOnTicketClosed,
  ],
  timers: [SendMessages],
  controllers: [RecordAttemptController, ShowCallbacksController],
  providers: [
    Notifier,
    { provide: PROVIDER, useClass: CaptureProvider },
    { provide: PROCEDURES, useFactory: provisionalProcedures },
    { provide: ORGANISATIONS, useFactory: () => loadOrganisations() },
  ],
})
export class NotificationModule {}
