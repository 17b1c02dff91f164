// A client that is asked while it still answers puts the question in a queue: what looks like two things at once is one
// after the other, and from pg 9 on it is an error. Every test with a database fails where somebody does it.
import pg from 'pg';

const seen = [];
const query = pg.Client.prototype.query;

pg.Client.prototype.query = function (...args) {
  // What pg keeps to itself; a version that names it otherwise fails here, not silently.
  if (!('_activeQuery' in this)) throw new Error('pg no longer says what a client is doing: adapt this check');
  if (this._activeQuery || this._queryQueue.length > 0) {
    seen.push(new Error('a client was asked while it was still answering: await one query before the next'));
  }
  return query.apply(this, args);
};

globalThis.afterEach(() => {
  const [first] = seen.splice(0);
  if (first) throw first;
});
