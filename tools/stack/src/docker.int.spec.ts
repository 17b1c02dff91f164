import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chooseProvider, dockerAnswers } from './docker.js';

describe('where a server comes from', () => {
  const answers = () => Promise.resolve(true);
  const silent = () => Promise.resolve(false);
  const unasked = () => Promise.reject(new Error('nobody should have asked for an engine'));

  it('is the address that is given, whatever else there is', async () => {
    expect(await chooseProvider('postgres://db/complaints', unasked)).toBe('given');
  });

  it('is an engine that answers, when no address is given or it is empty', async () => {
    expect(await chooseProvider(undefined, answers)).toBe('container');
    expect(await chooseProvider('', answers)).toBe('container');
  });

  it('is a process of our own otherwise', async () => {
    expect(await chooseProvider(undefined, silent)).toBe('embedded');
  });
});

describe('a Docker engine', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docker-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function dockerThat(does: string): Promise<string> {
    const program = join(folder, 'docker');
    await writeFile(program, `#!/bin/sh\n${does}\n`);
    await chmod(program, 0o755);
    return program;
  }

  it('answers when docker info does', async () => {
    expect(await dockerAnswers(await dockerThat('[ "$1" = info ] && echo 28.2.2'))).toBe(true);
  });

  it('does not when the client finds no engine, or when there is no client', async () => {
    expect(await dockerAnswers(await dockerThat('echo "Cannot connect to the Docker daemon" >&2; exit 1'))).toBe(false);
    expect(await dockerAnswers(join(folder, 'nowhere'))).toBe(false);
  });

  it('does not when docker info hangs, and keeps nobody waiting for more than a moment', async () => {
    const began = performance.now();

    expect(await dockerAnswers(await dockerThat('exec sleep 600'))).toBe(false);

    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
