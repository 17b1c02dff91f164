export { Conductor, type Player } from './conductor.js';
export { serviceModules } from './service-modules.js';
export { startSimulation, type Simulation, type SimulationStart } from './start-simulation.js';
export { SteppedBroker } from './stepped-broker.js';
