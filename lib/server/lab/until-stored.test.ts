import { describe, expect, it } from 'vitest';
import { LabError } from '#lib/protocol/lab-error.ts';
import { untilStored } from './until-stored.ts';

function disk(failures: number, code: 'storage_full' | 'storage_failed' = 'storage_full') {
  const heard: number[] = [];
  let left = failures;
  const abort = new AbortController();
  const write = async () => {
    if (left > 0) {
      left -= 1;
      throw new LabError({ code, message: 'no' });
    }
    return 'written';
  };
  const options = {
    sleep: async () => {},
    signal: abort.signal,
    onTrouble: (_: LabError, waitMs: number) => void heard.push(waitMs),
  };
  return { heard, abort, result: () => untilStored(write, options) };
}

describe('untilStored', () => {
  it('waits longer and longer while the disk is full, says so, and writes once there is room', async () => {
    const full = disk(6);
    expect(await full.result()).toBe('written');
    expect(full.heard).toEqual([500, 1000, 2000, 4000, 8000, 10_000]);
  });

  it('gives up on troubles that do not pass by themselves', async () => {
    await expect(disk(1, 'storage_failed').result()).rejects.toMatchObject({ code: 'storage_failed' });
  });

  it('stops waiting when the run is cancelled', async () => {
    const full = disk(3);
    full.abort.abort();
    await expect(full.result()).rejects.toMatchObject({ code: 'storage_full' });
    expect(full.heard).toEqual([]);
  });
});
