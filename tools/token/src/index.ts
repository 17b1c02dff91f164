export { Issuer, type TokenFor } from './issuer.js';
