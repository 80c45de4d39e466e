import { afterEach, type TestContext } from 'vitest';
import { nginxIsMissing, type Situation, startNginx } from '../../lib/nginx.ts';

/** Starts nginx in front of a service for one test. Without nginx the test is skipped, but never in CI. */
export function useNginx(): (
  skip: TestContext['skip'],
  situation: Situation,
  upstream: string,
) => Promise<string> {
  const started: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map(({ stop }) => stop()));
  });
  return async (skip, situation, upstream) => {
    const reason = nginxIsMissing();
    if (reason !== undefined && !process.env.CI) skip(reason);
    const nginx = await startNginx(situation, upstream);
    started.push(nginx);
    return nginx.url;
  };
}
