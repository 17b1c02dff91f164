export { people, type Person } from './people.js';
export { startSignIn, type RunningSignIn, type SignInOptions } from './start-sign-in.js';
