import { BadOption, optionsFrom } from './options.js';

describe('the options of the bench', () => {
  it('need not be given', () => {
    expect(optionsFrom({})).toMatchObject({
      only: 'all',
      tickets: 4000,
      rate: null,
      steadySeconds: 20,
      profile: false,
    });
  });

  it('are taken as they are written', () => {
    const given = { ONLY: 'batches', TICKETS: '300', RATE: '80', SECONDS: '5', PROFILE: '1' };

    expect(optionsFrom(given)).toMatchObject({
      only: 'batches',
      tickets: 300,
      rate: 80,
      steadySeconds: 5,
      profile: true,
    });
  });

  it('take the time of a soak in seconds, minutes or hours', () => {
    expect(['90s', '10m', '2h'].map((SOAK) => optionsFrom({ SOAK }).soakSeconds)).toEqual([90, 600, 7200]);
    expect(optionsFrom({}).soakSeconds).toBeNull();
  });

  it('send fewer where one event a batch is measured, which takes twenty times as long', () => {
    expect(optionsFrom({ ONLY: 'one' }).tickets).toBe(1000);
  });

  it.each([
    [{ TICKETS: 'many' }, 'TICKETS=many: write a whole number from 1 to 1000000, for example TICKETS=4000'],
    [{ TICKETS: '0' }, 'TICKETS=0: write a whole number from 1 to 1000000'],
    [{ RATE: '1e9' }, 'RATE=1e9: write a whole number from 1 to 10000'],
    [{ SOAK: '10' }, 'SOAK=10: write a time from 30s to 8h, for example SOAK=10m'],
    [{ SOAK: '5s' }, 'SOAK=5s: write a time from 30s to 8h'],
    [{ ONLY: 'two' }, 'ONLY=two: write ONLY=batches'],
  ])('%j are refused in words', (given, words) => {
    expect(() => optionsFrom(given)).toThrow(BadOption);
    expect(() => optionsFrom(given)).toThrow(words);
  });
});
