// @ts-check
import { fullFormats } from 'ajv-formats/dist/formats.js';

/**
 * The formats that a schema may name: those of ajv-formats, checked exactly, and those of this project. Lint, server,
 * mock, client and tests all read this table. A format of your own is one line: its name, and a pattern or a function.
 * @type {Readonly<Record<string, import('ajv').Format>>}
 */
export const formats = { ...fullFormats };
