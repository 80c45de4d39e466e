import { mergeConfig } from 'vitest/config';
import all, { unit } from '../../vitest.config.ts';

// The test runner of Stryker cannot choose a project by its name, and with all projects it would run e2e, too.
const config = mergeConfig(all, { test: unit });
delete config.test.projects;

export default config;
