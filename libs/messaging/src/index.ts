export * from './broker/broker.js';
export type { Transaction } from './database/transaction.js';
export * from './handling/handler.js';
