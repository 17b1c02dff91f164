import { loadOrganisations, engineProcedures } from '@cc/procedures';
import { CONFIG, Disclosure, DisclosuresController, ServiceModule, type ConfigOf } from '@cc/service-kit';
import { CallbackAttempt } from './callback-attempt.entity.js';
import { Callback } from './callback.entity.js';
import { CapturedMessage } from './captured-message.entity.js';
import { Contact } from './contact.entity.js';
import { EndCallbackOnTicketClosed } from './end-callback/on-ticket-closed.js';
import { EndCallbackOnTicketReopened } from './end-callback/on-ticket-reopened.js';
import { Message } from './message.entity.js';
import { CreateNotificationTables0000000000002 } from './migrations/0002-create-notification-tables.js';
import { TraceCallbacks0000000000003 } from './migrations/0003-trace-callbacks.js';
import { NameDisclosuresAsEverywhere0000000000004 } from './migrations/0004-name-disclosures-as-everywhere.js';
import { ClaimWithoutAnIndex0000000000005 } from './migrations/0005-claim-without-an-index.js';
import { KeepWhatToCallAbout0000000000006 } from './migrations/0006-keep-what-to-call-about.js';
import { ShowMessagesToDesks0000000000007 } from './migrations/0007-show-messages-to-desks.js';
import { FindDisclosuresByWhoLooked0000000000008 } from './migrations/0008-find-disclosures-by-who-looked.js';
import { FindDeskMessagesOfAllDivisions0000000000009 } from './migrations/0009-find-desk-messages-of-all-divisions.js';
import { KeepContactOnComplaintImported } from './keep-contact/on-complaint-imported.js';
import { KeepSlipOnWorkReplied } from './keep-contact/on-work-replied.js';
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
import { OweCallbackOnTicketAnswered } from './owe-callback/on-ticket-answered.js';
import { RecordAttemptController } from './record-attempt/record-attempt.controller.js';
import { CaptureProvider } from './send-messages/capture-provider.js';
import { HttpProvider } from './send-messages/http-provider.js';
import { SendMessagesOnTick } from './send-messages/on-tick.js';
import { ShowCallbacksController } from './show-callbacks/show-callbacks.controller.js';
import { ShowMessagesController } from './show-messages/show-messages.controller.js';
import { ORGANISATIONS, PROCEDURES, PROVIDER } from './tokens.js';

/** 通知回访: messages and callback tasks. */
@ServiceModule({
  service: 'notification',
  config: NotificationConfig,
  entities: [Contact, Message, CapturedMessage, Callback, CallbackAttempt, Disclosure],
  migrations: [
    CreateNotificationTables0000000000002,
    TraceCallbacks0000000000003,
    NameDisclosuresAsEverywhere0000000000004,
    ClaimWithoutAnIndex0000000000005,
    KeepWhatToCallAbout0000000000006,
    ShowMessagesToDesks0000000000007,
    FindDisclosuresByWhoLooked0000000000008,
    FindDeskMessagesOfAllDivisions0000000000009,
  ],
  handlers: [
    NotifyOnComplaintRecorded,
    KeepContactOnComplaintImported,
    NotifyOnWorkDispatched,
    KeepSlipOnWorkReplied,
    NotifyOnDeadlineWarned,
    NotifyOnDeadlineMissed,
    NotifyOnTicketAbnormal,
    NotifyOnTicketAnswered,
    OweCallbackOnTicketAnswered,
    NotifyOnTicketReopened,
    EndCallbackOnTicketReopened,
    NotifyOnTicketClosed,
    EndCallbackOnTicketClosed,
  ],
  timers: [SendMessagesOnTick],
  controllers: [RecordAttemptController, ShowCallbacksController, ShowMessagesController, DisclosuresController],
  providers: [
    Notifier,
    CaptureProvider,
    HttpProvider,
    {
      provide: PROVIDER,
      inject: [CONFIG, CaptureProvider, HttpProvider],
      useFactory: (
        { MESSAGE_PROVIDER }: ConfigOf<typeof NotificationConfig>,
        capture: CaptureProvider,
        http: HttpProvider,
      ) => ({ capture, http })[MESSAGE_PROVIDER],
    },
    { provide: PROCEDURES, useFactory: engineProcedures },
    { provide: ORGANISATIONS, useFactory: () => loadOrganisations() },
  ],
})
export class NotificationModule {}
