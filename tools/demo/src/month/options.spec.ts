import { monthOptions } from './options.js';

describe('The options of the month', () => {
  it('are one seed and a thousand complaints where nobody says otherwise', () => {
    expect(monthOptions([])).toEqual({ seed: 1, complaints: 1000 });
  });

  it('are taken from the command line', () => {
    expect(monthOptions(['--seed', '7', '--complaints', '300'])).toEqual({ seed: 7, complaints: 300 });
  });

  it.each([
    [['--seed', 'x'], 'seed must be a whole number from 0 to 9007199254740991, not "x"; for instance make demo SEED=2'],
    [['--seed', '1.5'], 'not "1.5"'],
    [['--complaints', '0'], 'complaints must be a whole number from 1 to 100000, not "0"'],
    [['--complaints', '100001'], 'for instance make demo COMPLAINTS=500'],
    [['--complaint', '5'], "Unknown option '--complaint'"],
  ])('%j is refused with what is right', (args, message) => {
    expect(() => monthOptions(args)).toThrow(message);
  });
});
