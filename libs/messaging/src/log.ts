/** Where messaging writes what an operator should read. Nest's Logger is one. */
export interface Log {
  log(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
