import { loadConfig } from '@cc/service-kit';
import { testEnvironment } from '@cc/testing';
import { NotificationConfig } from './notification.config.js';

const sound = testEnvironment(
  { service: 'notification', config: NotificationConfig },
  'postgres://notification@127.0.0.1:5432/complaints',
);
const start = (over: Record<string, string | undefined>) => loadConfig(NotificationConfig, { ...sound, ...over });

describe('where messages to customers go', () => {
  it('must be said', () => {
    expect(() => start({ MESSAGE_PROVIDER: undefined })).toThrow(
      /MESSAGE_PROVIDER is not set.*right is capture, which keeps messages and sends nothing, or http/,
    );
  });

  it('is the database alone when it is captured, unless a file is named', () => {
    expect(start({ MESSAGE_PROVIDER: 'capture' }).CAPTURE_FILE).toBeUndefined();
  });

  it('is an address where it is a gateway', () => {
    expect(() => start({ MESSAGE_PROVIDER: 'http' })).toThrow(
      /MESSAGE_PROVIDER_URL is not set: MESSAGE_PROVIDER is http/,
    );
    expect(() => start({ MESSAGE_PROVIDER: 'http', MESSAGE_PROVIDER_URL: 'ftp://gateway' })).toThrow(
      /MESSAGE_PROVIDER_URL is "ftp:\/\/gateway"/,
    );
    expect(start({ MESSAGE_PROVIDER: 'http', MESSAGE_PROVIDER_URL: 'https://gateway.example/sms' })).toMatchObject({
      MESSAGE_TIMEOUT_MS: 3_000,
    });
  });
});
