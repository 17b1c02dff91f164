import type { ConnectionOptions } from 'node:tls';

import { freePort } from './free-port.js';

/** Where a broker listens, and how the administrator comes in. */
export interface Listeners {
  /** `host:port` for clients: in the clear, or for those who have a certificate. */
  readonly brokers: string;
  /** Beside it for those who have a password; null where nobody needs one. */
  readonly passwordBrokers: string | null;
  /** That must be free. */
  readonly ports: readonly number[];
  readonly ssl: ConnectionOptions | null;
  readonly settings: Readonly<Record<string, string>>;
}

const HOST = '127.0.0.1';

/** Everybody on this machine may do everything. */
export async function inTheClear(port?: number): Promise<Listeners> {
  const clients = port ?? (await freePort());
  const controller = await freePort();
  return {
    brokers: `${HOST}:${clients}`,
    passwordBrokers: null,
    ports: [clients],
    ssl: null,
    settings: {
      listeners: `PLAINTEXT://${HOST}:${clients},CONTROLLER://${HOST}:${controller}`,
      'advertised.listeners': `PLAINTEXT://${HOST}:${clients}`,
      'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'inter.broker.listener.name': 'PLAINTEXT',
      'controller.quorum.voters': `1@${HOST}:${controller}`,
    },
  };
}

/** The files of a broker. */
export interface BrokerFiles {
  /** Key and certificate of the broker in one file, as Kafka wants them. */
  readonly keyStore: string;
  readonly trustStore: string;
  /** How the administrator connects. */
  readonly ssl: ConnectionOptions;
}

export const BROKER = 'broker';
export const ADMINISTRATOR = 'administrator';

/**
 * Nobody gets in without a certificate or a password, and may then do what the access lists say, which is nothing at first.
 * The broker's own connections use its certificate: no listener is open to whoever happens to be on the machine.
 */
export async function guarded(files: BrokerFiles, port?: number): Promise<Listeners> {
  const certificates = port ?? (await freePort());
  const passwords = port === undefined ? await freePort() : port + 1;
  const controller = await freePort();
  const { keyStore, trustStore, ssl } = files;
  return {
    brokers: `${HOST}:${certificates}`,
    passwordBrokers: `${HOST}:${passwords}`,
    ports: [certificates, passwords],
    ssl,
    settings: {
      listeners: `CERTIFICATE://${HOST}:${certificates},LOGIN://${HOST}:${passwords},CONTROLLER://${HOST}:${controller}`,
      'advertised.listeners': `CERTIFICATE://${HOST}:${certificates},LOGIN://${HOST}:${passwords}`,
      'listener.security.protocol.map': 'CERTIFICATE:SSL,LOGIN:SASL_SSL,CONTROLLER:SSL',
      'inter.broker.listener.name': 'CERTIFICATE',
      'controller.quorum.voters': `1@${HOST}:${controller}`,
      'ssl.keystore.type': 'PEM',
      'ssl.keystore.location': keyStore,
      'ssl.truststore.type': 'PEM',
      'ssl.truststore.location': trustStore,
      'listener.name.certificate.ssl.client.auth': 'required',
      'listener.name.controller.ssl.client.auth': 'required',
      // By certificate and by password one is the same: the name, without the rest of the subject.
      'ssl.principal.mapping.rules': 'RULE:^CN=([^,]+).*$/$1/,DEFAULT',
      'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
      'listener.name.login.scram-sha-512.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'allow.everyone.if.no.acl.found': 'false',
      'super.users': `User:${BROKER};User:${ADMINISTRATOR}`,
    },
  };
}
