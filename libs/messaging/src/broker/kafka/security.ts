import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { ISocketFactory, KafkaConfig } from 'kafkajs';

/**
 * How this process proves who it is, and knows the brokers: paths, because the files are read at every connection, so
 * that a certificate or a password that is replaced counts without a restart.
 */
export interface KafkaSecurity {
  /** Who vouches for the brokers (PEM). All that is said is encrypted. */
  readonly caFile: string;
  /** Mutual TLS: our certificate and its key (PEM). */
  readonly certificate?: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  /** SCRAM-SHA-512 over TLS. */
  readonly login?: { readonly username: string; readonly passwordFile: string } | undefined;
}

const KEEP_ALIVE_MS = 60_000;

/** What the client is told to connect so. */
export function secured(security: KafkaSecurity | undefined): Pick<KafkaConfig, 'ssl' | 'sasl' | 'socketFactory'> {
  if (!security) return {};
  const { login } = security;
  return {
    ssl: true,
    socketFactory: socketFactory(security),
    ...(login && {
      sasl: {
        mechanism: 'scram-sha-512',
        username: login.username,
        get password() {
          return passwordIn(login.passwordFile);
        },
      },
    }),
  };
}

/** The name under which the broker's access lists know us; what it calls us without one. */
export function principalOf({ certificate, login }: Partial<KafkaSecurity> = {}): string {
  if (login) return login.username;
  if (!certificate) return 'ANONYMOUS';
  const { subject } = new X509Certificate(readFileSync(certificate.certificateFile));
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? subject;
}

function socketFactory({ caFile, certificate }: KafkaSecurity): ISocketFactory {
  return ({ host, port, onConnect }) => {
    const socket = connect(
      {
        host,
        port,
        ...(isIP(host) ? {} : { servername: host }),
        ca: readFileSync(caFile),
        ...(certificate && {
          cert: readFileSync(certificate.certificateFile),
          key: readFileSync(certificate.keyFile),
        }),
      },
      onConnect,
    );
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    return socket;
  };
}

/** A file made by an editor ends in a line break that is no part of the password. */
function passwordIn(file: string): string {
  return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}
