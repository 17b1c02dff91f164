export { nextComplaintId, nextId, workOrderIdOf } from './builders/counter.js';
export { TUESDAY_MORNING, hoursAfter, minutesAfter } from './builders/instants.js';
export * from './builders/intake.js';
export * from './builders/notification.js';
export { aReason, someBases } from './builders/reasons.js';
export * from './builders/routing.js';
export * from './builders/sla-monitor.js';
export type { RawRecord, Sent, ServiceUnderTest, TestCaller } from './service-under-test.js';
export { startForTest, type TestStart } from './start-for-test.js';
