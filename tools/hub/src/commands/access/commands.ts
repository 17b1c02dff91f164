import { grantsOf, type Access } from '@cc/contracts';
import { Command } from 'commander';
import { principals } from './principals.js';

export function commandsCommand(): Command {
  return new Command('commands')
    .description("print the rules as calls of Kafka's own kafka-acls.sh, for a broker that only its owner may change")
    .argument('[principal]', 'only this one')
    .addHelpText(
      'after',
      '\nExample:\n  hub access commands division-44 | KAFKA_ACLS="kafka-acls.sh --bootstrap-server kafka:9092" sh -e',
    )
    .action((name?: string) => {
      process.stdout.write(principals(name).flatMap(kafkaAcls).join(''));
    });
}

/** One call for each rule: kafka-acls takes one resource and several operations. */
export function kafkaAcls(access: Access): string[] {
  return grantsOf(access).map(({ resource, name, pattern, operations }) => {
    const allowed = operations.map((operation) => `--operation ${operation}`).join(' ');
    const kind = pattern === 'prefix' ? 'prefixed' : 'literal';
    return (
      `$KAFKA_ACLS --add --allow-principal 'User:${access.principal}' ` +
      `--${resource} '${name}' --resource-pattern-type ${kind} ${allowed}\n`
    );
  });
}
