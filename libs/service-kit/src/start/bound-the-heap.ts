import { setFlagsFromString } from 'node:v8';

/*
 * How far the heap may grow beyond what is alive before V8 looks again. Left to itself it lets a small heap grow fourfold, with
 * what applied batches left behind. Read at each collection; V8 takes it neither from NODE_OPTIONS nor from `data/node.env`.
 */
setFlagsFromString('--heap-growing-percent=100');
