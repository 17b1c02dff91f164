// One figure in a process that does nothing else: node --expose-gc one.js load|ticket|naive|each
import { measureEach, measureNaive, measureTicket } from './answers.js';
import { measureLoad } from './load.js';

const figures: Record<string, () => unknown> = {
  load: measureLoad,
  ticket: () => measureTicket(20),
  naive: () => measureNaive(5),
  each: () => measureEach(3),
};
const figure = figures[process.argv[2] ?? ''];
if (!figure) throw new Error(`name one of ${Object.keys(figures).join(', ')}`);
console.log(JSON.stringify(figure()));
