import { judged } from './judged.js';

describe('what a gateway answers', () => {
  it.each([200, 202, 204])('%i is that it has the message', (status) => {
    expect(judged(status, 'queued')).toEqual({ result: 'accepted' });
  });

  it.each([400, 410, 413, 422])('%i is a fault of the message, and final', (status) => {
    expect(judged(status, 'no such number')).toEqual({
      result: 'refused',
      problem: 'refused',
      detail: `answered ${status}: no such number`,
    });
  });

  it.each([301, 307, 401, 403, 404, 405, 408, 409, 425, 429, 500, 502, 503])(
    '%i is no fault of the message, and costs none',
    (status) => {
      expect(judged(status, 'later')).toEqual({
        result: 'unavailable',
        problem: 'unavailable',
        detail: `answered ${status}: later`,
      });
    },
  );

  it('is kept in part, however long it is', () => {
    expect(judged(422, 'x'.repeat(5000))).toMatchObject({ detail: `answered 422: ${'x'.repeat(500)}` });
  });
});
