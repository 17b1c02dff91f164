import { Command } from 'commander';
import type { Output } from '../../output.js';
import { applyCommand } from './apply.js';
import { commandsCommand } from './commands.js';
import { identitiesCommand } from './identities.js';
import { passwordCommand } from './password.js';
import { showCommand } from './show.js';

export function accessCommand(output: Output): Command {
  return new Command('access')
    .description('who may do what on the broker: services by the flow, parties on their own topics.')
    .addCommand(showCommand(output))
    .addCommand(applyCommand(output))
    .addCommand(commandsCommand())
    .addCommand(passwordCommand(output))
    .addCommand(identitiesCommand(output));
}
