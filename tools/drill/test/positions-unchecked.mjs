// Breaks a service on purpose: it applies whatever comes, as if no consumer remembered a position. Loaded by the test with
// node's own --import; nothing in a service knows of it.
import { GroupTransaction } from '../../../libs/messaging/dist/consumer/group-transaction.js';

const { apply } = GroupTransaction.prototype;

GroupTransaction.prototype.apply = function (slices) {
  this.check = ({ records }) => ({ fresh: [...records], duplicates: 0, gaps: [] });
  return apply.call(this, slices);
};
