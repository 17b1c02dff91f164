import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file that its owner alone can read, whole or not at all: what stood there stays until `accepted` has come true.
 * Where that fails the new text lies beside the file, by the name with `.new`: who was asked may have taken it before the
 * answer was lost.
 */
export async function writeSecret(
  file: string,
  text: string,
  accepted: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const next = `${file}.new`;
  await rm(next, { force: true });
  // A new file: the mode of one that is there already would stay what it is.
  await writeFile(next, text, { mode: 0o600, flag: 'wx' });
  await accepted();
  await rename(next, file);
}
