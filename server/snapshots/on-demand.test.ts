import { expect, it, vi } from 'vitest';
import { createOnce, createOnDemand } from './on-demand.ts';

const sources = new Map([
  ['S', 'Stars'],
  ['G', 'Songs'],
]);

it('no request → nothing is made; several requests → each value is made once', async () => {
  const make = vi.fn(async (name: string) => ({ name }));
  const layers = createOnDemand(sources, make);
  expect(layers.keys).toEqual(['S', 'G']);
  expect(make).not.toHaveBeenCalled();

  const [one, two] = await Promise.all([layers.get('S'), layers.get('S')]);
  expect(one).toEqual({ name: 'Stars' });
  expect(await layers.get('S')).toBe(one);
  expect(two).toBe(one);
  expect(make.mock.calls).toEqual([['Stars']]);
});

it('unknown key → undefined, and nothing is made', () => {
  const make = vi.fn(async (name: string) => name);
  expect(createOnDemand(sources, make).get('Z')).toBeUndefined();
  expect(make).not.toHaveBeenCalled();
});

it('making a value fails → the request is rejected, and the next one makes it again', async () => {
  const make = vi.fn(async (name: string) => name).mockRejectedValueOnce(new Error('no memory'));
  const layers = createOnDemand(sources, make);
  await expect(layers.get('S')).rejects.toThrow('no memory');
  expect(await layers.get('S')).toBe('Stars');
});

it('one value, called before and after it is made → made once; after a failure → made again', async () => {
  const make = vi.fn(async () => 'index').mockRejectedValueOnce(new Error('no memory'));
  const index = createOnce(make);
  await expect(index()).rejects.toThrow('no memory');
  const both = await Promise.all([index(), index()]);
  expect([...both, await index()]).toEqual(['index', 'index', 'index']);
  expect(make).toHaveBeenCalledTimes(2);
});
