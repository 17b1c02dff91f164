import { CommanderError } from 'commander';
import { EXIT, HubError } from './connection.js';
import { hubProgram, languageOf } from './program.js';

const program = hubProgram(process.env);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof HubError) {
    console.error(`hub: ${error.said[languageOf(program)]}`);
    process.exitCode = error.exitCode;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
  } else throw error;
}
