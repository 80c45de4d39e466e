import pLimit from 'p-limit';
import { findWrong, rawCases } from '../../server/http/testing/messages/index.ts';
import { withService } from './built-service.ts';
import { type Expectation, expectation } from './expectation.ts';

/** The first time, the response cache has no response yet. */
const times = 2;

/** Sends every kind of raw message, with the response cache and without. */
export async function benchRawMessages(print: (line: string) => void): Promise<Expectation[]> {
  let wrong = 0;
  for (const RESPONSE_CACHE of ['on', 'off'])
    await withService({ RESPONSE_CACHE }, async ({ origin }) => {
      const limit = pLimit(10);
      const tryOne = async (raw: (typeof rawCases)[number]) => {
        for (let time = 0; time < times; time += 1) {
          const found = await findWrong(origin, raw).catch((error: unknown) => [String(error)]);
          if (found.length > 0) wrong += 1;
          for (const sentence of found) print(`  cache ${RESPONSE_CACHE}, ${raw.name}: ${sentence}`);
        }
      };
      await Promise.all(rawCases.map((raw) => limit(tryOne, raw)));
    });
  return [
    expectation('kinds of raw messages', rawCases.length, ''),
    expectation('… wrong responses, cache on and off', wrong, '', 0),
  ];
}
