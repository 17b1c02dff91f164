import type { KafkaConnection, KafkaSecurity } from '@cc/messaging';
import { Option, type Command } from 'commander';
import { EXIT, HubError } from '../connection.js';
import { asItIs } from '../language.js';

export interface KafkaOptions {
  brokers?: string;
  ca?: string;
  certificate?: string;
  key?: string;
  username?: string;
  passwordFile?: string;
}

const OPTIONS = [
  ['--brokers <list>', 'host:port, comma separated', 'KAFKA_BROKERS'],
  ['--ca <file>', 'who vouches for the brokers (PEM)', 'KAFKA_CA_FILE'],
  ['--certificate <file>', 'our certificate (PEM)', 'KAFKA_CERTIFICATE_FILE'],
  ['--key <file>', 'its key (PEM)', 'KAFKA_KEY_FILE'],
  ['--username <name>', 'or the name to log in with (SCRAM-SHA-512)', 'KAFKA_USERNAME'],
  ['--password-file <file>', 'and a file with its password', 'KAFKA_PASSWORD_FILE'],
] as const;

/** What the client would log is in its error too. */
const silent = { log() {}, warn() {}, error() {} };

/** How a command reaches Kafka: the variables that a service has, or options. */
export function withKafka(command: Command): Command {
  for (const [flags, description, variable] of OPTIONS) command.addOption(new Option(flags, description).env(variable));
  return command;
}

export function connectionOf({ brokers, ...given }: KafkaOptions): KafkaConnection {
  if (!brokers)
    throw new HubError(
      {
        zh: '请指明 Kafka 地址：--brokers host:port 或 KAFKA_BROKERS',
        en: 'name the brokers: --brokers host:port or KAFKA_BROKERS',
      },
      EXIT.usage,
    );
  return { brokers, clientId: 'hub', log: silent, security: securityOf(given) };
}

function securityOf({ ca, certificate, key, username, passwordFile }: KafkaOptions): KafkaSecurity | undefined {
  const together = (one: unknown, name: string, other: unknown, needed: string) => {
    if (one && !other)
      throw new HubError(
        { zh: `${name} 需与 ${needed} 一起给出`, en: `${name} needs ${needed} beside it` },
        EXIT.usage,
      );
  };
  together(certificate, '--certificate', key, '--key');
  together(key, '--key', certificate, '--certificate');
  together(username, '--username', passwordFile, '--password-file');
  together(passwordFile, '--password-file', username, '--username');
  together(certificate ?? username, certificate ? '--certificate' : '--username', ca, '--ca');
  if (!ca) return undefined;
  return {
    caFile: ca,
    ...(certificate && key && { certificate: { certificateFile: certificate, keyFile: key } }),
    ...(username && passwordFile && { login: { username, passwordFile } }),
  };
}

/** A broker that is away, and one that says no, end differently. */
export async function orSay<T>(brokers: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HubError) throw error;
    const { name, code, message } = error as NodeJS.ErrnoException;
    if (name === 'NotAllowed') throw new HubError(asItIs(message), EXIT.refused);
    if (code === 'ENOENT' || code === 'EACCES') throw new HubError(asItIs(message), EXIT.usage);
    throw new HubError(
      {
        zh: `Kafka（${brokers}）没有应答：${message}。它在运行吗？`,
        en: `Kafka at ${brokers} does not answer: ${message}. Is it running?`,
      },
      EXIT.unreachable,
    );
  }
}
