import { type Config, createConfig as createRedoclyConfig } from '@redocly/openapi-core';

/**
 * Redocly's createConfig, typed anew: to compare a configuration with Redocly's type of one takes tsc as long as a
 * quarter of this project, and that type knows no rule of ours.
 */
export const createConfig: (
  config: { plugins?: unknown[]; preprocessors?: Record<string, string>; rules?: Record<string, string> },
  options?: { configPath: string },
) => Promise<Config> = createRedoclyConfig as never;
