import { z } from 'zod';

export const KEY_BYTES = 32;

export const keyRing = z
  .string()
  .transform((text, context) => {
    const ring = text.split(',').map((part) => part.trim().split(':') as [string, string | undefined]);
    const right = ring.flatMap(([id, secret]) => {
      const bytes = Buffer.from(secret ?? '', 'base64');
      if (!/^[\w-]+$/.test(id)) context.addIssue('has a key without an id');
      else if (bytes.length !== KEY_BYTES)
        context.addIssue(`key ${id} has ${bytes.length} bytes instead of ${KEY_BYTES}`);
      return { id, key: bytes };
    });
    if (new Set(right.map(({ id }) => id)).size !== right.length) context.addIssue('has two keys of one id');
    return right;
  })
  .meta({ secret: true, description: 'id:base64 of 32 bytes, several joined by commas, the one that seals first' });
